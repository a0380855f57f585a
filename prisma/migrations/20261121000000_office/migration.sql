-- AlterTable
ALTER TABLE "client" ADD COLUMN     "email_confirmed_index" TEXT;

-- AlterTable
ALTER TABLE "terms_version" ADD COLUMN     "body" TEXT,
ADD COLUMN     "created_at" TIMESTAMPTZ(3),
ADD COLUMN     "created_by" UUID,
ADD COLUMN     "format" TEXT,
ADD COLUMN     "ground" TEXT,
ADD COLUMN     "notice" TEXT,
ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'file',
ADD COLUMN     "published_at" TIMESTAMPTZ(3),
ADD COLUMN     "published_by" UUID;

-- AlterTable
ALTER TABLE "slot" ADD COLUMN     "closed" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "opened_by_staff" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "booking" ADD COLUMN     "asked_starts_at" TIMESTAMPTZ(3),
ADD COLUMN     "confirmed_at" TIMESTAMPTZ(3),
ADD COLUMN     "contact_at" TIMESTAMPTZ(3),
ADD COLUMN     "contact_kind" TEXT,
ADD COLUMN     "no_show_at" TIMESTAMPTZ(3),
ADD COLUMN     "offer_by" TIMESTAMPTZ(3),
ADD COLUMN     "origin" TEXT NOT NULL DEFAULT 'line';

-- AlterTable
ALTER TABLE "staff_task" ADD COLUMN     "alert_mail_id" UUID,
ADD COLUMN     "client_id" UUID,
ADD COLUMN     "done_by" UUID,
ADD COLUMN     "mailed_at" TIMESTAMPTZ(3),
ADD COLUMN     "undelivered" UUID[] DEFAULT ARRAY[]::UUID[];

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "needs_state" TEXT,
ADD COLUMN     "useless_at" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "offer_time" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "slot_id" UUID NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'open',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "offer_time_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "meeting_details" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "details" TEXT,
    "entered_at" TIMESTAMPTZ(3) NOT NULL,
    "entered_by" TEXT NOT NULL,
    "my_page_at" TIMESTAMPTZ(3),
    "void_at" TIMESTAMPTZ(3),

    CONSTRAINT "meeting_details_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notice" (
    "id" UUID NOT NULL,
    "once_key" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "office_id" TEXT,
    "booking_id" UUID,
    "client_id" UUID,
    "conversation_id" UUID,
    "channel" TEXT,
    "outbox_id" UUID,
    "mail_id" UUID,
    "state" TEXT,
    "why" TEXT,
    "run_id" UUID,
    "by_staff" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "notice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reminder_run" (
    "id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "once_key" TEXT NOT NULL,
    "template" TEXT NOT NULL,
    "booking_state" TEXT NOT NULL,
    "extra" TEXT,
    "total" INTEGER NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'sending',
    "why" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "reminder_run_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "booking_id" UUID,
    "client_id" UUID,
    "recipient" TEXT,
    "message" TEXT,
    "needs_state" TEXT,
    "useless_at" TIMESTAMPTZ(3),
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "why" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "mail_address" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "client_id" UUID NOT NULL,
    "email_index" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "confirmed_at" TIMESTAMPTZ(3),

    CONSTRAINT "mail_address_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "suspension" (
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "reason" TEXT,
    "note" TEXT,
    "review_on" DATE NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "lifted_at" TIMESTAMPTZ(3),
    "lifted_by" UUID,

    CONSTRAINT "suspension_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "remark" (
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "booking_id" UUID,
    "text" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,

    CONSTRAINT "remark_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "designation" (
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "service_id" TEXT NOT NULL,
    "prepare_by" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "designation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "directed_window" (
    "id" UUID NOT NULL,
    "client_id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "office_id" TEXT NOT NULL,
    "service_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "revoked_by" UUID,

    CONSTRAINT "directed_window_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "closure" (
    "id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "office_id" TEXT,
    "from_day" DATE NOT NULL,
    "to_day" DATE NOT NULL,
    "reason" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,

    CONSTRAINT "closure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "maintenance" (
    "id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "text" TEXT NOT NULL,
    "text_easy" TEXT,
    "text_en" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "withdrawn_at" TIMESTAMPTZ(3),
    "withdrawn_by" UUID,

    CONSTRAINT "maintenance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff" (
    "id" UUID NOT NULL,
    "login" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "role" TEXT NOT NULL,
    "password_hash" TEXT NOT NULL,
    "failed_attempts" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "disabled_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_centre" (
    "staff_id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,

    CONSTRAINT "staff_centre_pkey" PRIMARY KEY ("staff_id","centre_id")
);

-- CreateTable
CREATE TABLE "staff_invitation" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "staff_id" UUID,
    "role" TEXT NOT NULL,
    "centre_ids" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_invitation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_session" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "staff_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "console_open" (
    "session_id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "console_open_pkey" PRIMARY KEY ("session_id","centre_id")
);

-- CreateIndex
CREATE INDEX "staff_task_client_id_idx" ON "staff_task"("client_id");

-- CreateIndex
CREATE INDEX "offer_time_booking_id_idx" ON "offer_time"("booking_id");

-- CreateIndex
CREATE INDEX "offer_time_slot_id_idx" ON "offer_time"("slot_id");

-- CreateIndex
CREATE INDEX "meeting_details_booking_id_idx" ON "meeting_details"("booking_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_once_key_key" ON "notice"("once_key");

-- CreateIndex
CREATE UNIQUE INDEX "notice_outbox_id_key" ON "notice"("outbox_id");

-- CreateIndex
CREATE UNIQUE INDEX "notice_mail_id_key" ON "notice"("mail_id");

-- CreateIndex
CREATE INDEX "notice_booking_id_idx" ON "notice"("booking_id");

-- CreateIndex
CREATE INDEX "notice_client_id_idx" ON "notice"("client_id");

-- CreateIndex
CREATE INDEX "notice_conversation_id_idx" ON "notice"("conversation_id");

-- CreateIndex
CREATE INDEX "notice_run_id_idx" ON "notice"("run_id");

-- CreateIndex
CREATE INDEX "notice_centre_id_created_at_idx" ON "notice"("centre_id", "created_at");

-- CreateIndex
CREATE UNIQUE INDEX "reminder_run_once_key_key" ON "reminder_run"("once_key");

-- CreateIndex
CREATE INDEX "reminder_run_centre_id_created_at_idx" ON "reminder_run"("centre_id", "created_at");

-- CreateIndex
CREATE INDEX "mail_booking_id_idx" ON "mail"("booking_id");

-- CreateIndex
CREATE INDEX "mail_client_id_idx" ON "mail"("client_id");

-- CreateIndex
CREATE UNIQUE INDEX "mail_address_token_hash_key" ON "mail_address"("token_hash");

-- CreateIndex
CREATE INDEX "mail_address_client_id_idx" ON "mail_address"("client_id");

-- CreateIndex
CREATE INDEX "suspension_client_id_idx" ON "suspension"("client_id");

-- CreateIndex
CREATE INDEX "remark_client_id_idx" ON "remark"("client_id");

-- CreateIndex
CREATE INDEX "remark_booking_id_idx" ON "remark"("booking_id");

-- CreateIndex
CREATE INDEX "designation_client_id_idx" ON "designation"("client_id");

-- CreateIndex
CREATE INDEX "directed_window_client_id_idx" ON "directed_window"("client_id");

-- CreateIndex
CREATE INDEX "closure_centre_id_from_day_idx" ON "closure"("centre_id", "from_day");

-- CreateIndex
CREATE INDEX "maintenance_centre_id_starts_at_idx" ON "maintenance"("centre_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "staff_login_key" ON "staff"("login");

-- CreateIndex
CREATE UNIQUE INDEX "staff_invitation_token_hash_key" ON "staff_invitation"("token_hash");

-- CreateIndex
CREATE INDEX "staff_invitation_staff_id_idx" ON "staff_invitation"("staff_id");

-- CreateIndex
CREATE UNIQUE INDEX "staff_session_token_hash_key" ON "staff_session"("token_hash");

-- CreateIndex
CREATE INDEX "staff_session_staff_id_idx" ON "staff_session"("staff_id");

-- CreateIndex
CREATE INDEX "console_open_centre_id_seen_at_idx" ON "console_open"("centre_id", "seen_at");

-- AddForeignKey
ALTER TABLE "staff_task" ADD CONSTRAINT "staff_task_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "offer_time" ADD CONSTRAINT "offer_time_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "offer_time" ADD CONSTRAINT "offer_time_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_details" ADD CONSTRAINT "meeting_details_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_outbox_id_fkey" FOREIGN KEY ("outbox_id") REFERENCES "outbox"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_mail_id_fkey" FOREIGN KEY ("mail_id") REFERENCES "mail"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "notice" ADD CONSTRAINT "notice_run_id_fkey" FOREIGN KEY ("run_id") REFERENCES "reminder_run"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "mail" ADD CONSTRAINT "mail_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "mail_address" ADD CONSTRAINT "mail_address_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suspension" ADD CONSTRAINT "suspension_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remark" ADD CONSTRAINT "remark_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "remark" ADD CONSTRAINT "remark_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "designation" ADD CONSTRAINT "designation_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "directed_window" ADD CONSTRAINT "directed_window_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_centre" ADD CONSTRAINT "staff_centre_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_session" ADD CONSTRAINT "staff_session_staff_id_fkey" FOREIGN KEY ("staff_id") REFERENCES "staff"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "console_open" ADD CONSTRAINT "console_open_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "staff_session"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- Written by hand from here on: what Prisma's schema cannot say.
-- References that are deferred (above) are checked at commit: a turn writes the conversation last, a notice before its message.

-- States and shapes ------------------------------------------------------------------------------------------------------

ALTER TABLE "client" DROP CONSTRAINT "client_erased_is_empty";
ALTER TABLE "client" ADD CONSTRAINT "client_erased_is_empty" CHECK (
  "erased_at" IS NULL
  OR num_nonnulls("name", "job_seeker_number", "email", "phone", "topic", "companions",
                  "job_seeker_number_index", "email_index", "phone_index", "email_confirmed_index") = 0
);

ALTER TABLE "terms_version"
  ADD CONSTRAINT "terms_version_origin_known" CHECK ("origin" IN ('file', 'staff')),
  ADD CONSTRAINT "terms_version_ground_known" CHECK ("ground" IN ('1', '2')),
  ADD CONSTRAINT "terms_version_staff_has_text" CHECK ("origin" = 'file' OR ("body" IS NOT NULL AND "format" IN ('markdown', 'text')));

ALTER TABLE "booking"
  -- What is offered keeps the seats of the offered times, and none of its own.
  ADD CONSTRAINT "booking_offered_until" CHECK (("state" = 'offered') = ("offer_by" IS NOT NULL)),
  ADD CONSTRAINT "booking_offered_without_slot" CHECK ("state" <> 'offered' OR "slot_id" IS NULL),
  ADD CONSTRAINT "booking_contact_known" CHECK (
    ("contact_kind" IS NULL) = ("contact_at" IS NULL) AND ("contact_kind" IS NULL OR "contact_kind" IN ('late', 'cannot-connect'))),
  ADD CONSTRAINT "booking_no_show_is_over" CHECK ("no_show_at" IS NULL OR "state" IN ('presumed-cancelled', 'cancelled')),
  ADD CONSTRAINT "booking_origin_known" CHECK ("origin" IN ('line', 'teams', 'staff'));

UPDATE "booking" SET "confirmed_at" = "updated_at" WHERE "state" = 'confirmed';

ALTER TABLE "outbox" DROP CONSTRAINT "outbox_state_known";
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_state_known" CHECK ("state" IN ('queued', 'sent', 'failed', 'not-needed'));

ALTER TABLE "offer_time"
  ADD CONSTRAINT "offer_time_state_known" CHECK ("state" IN ('open', 'picked', 'closed')),
  ADD CONSTRAINT "offer_time_closed_at" CHECK (("state" = 'open') = ("closed_at" IS NULL)),
  ADD CONSTRAINT "offer_time_ends_after_start" CHECK ("starts_at" < "ends_at");
CREATE UNIQUE INDEX "offer_time_once" ON "offer_time" ("booking_id", "slot_id") WHERE "state" = 'open';

CREATE UNIQUE INDEX "meeting_details_valid_once" ON "meeting_details" ("booking_id") WHERE "void_at" IS NULL;

ALTER TABLE "notice"
  ADD CONSTRAINT "notice_channel_known" CHECK ("channel" IN ('line', 'teams', 'mail')),
  ADD CONSTRAINT "notice_state_known" CHECK ("state" IN ('planned', 'not-needed', 'failed')),
  -- Its fate stands in one place: the message's, the mail's, or its own.
  ADD CONSTRAINT "notice_has_one_fate" CHECK (num_nonnulls("outbox_id", "mail_id", "state") = 1);

ALTER TABLE "reminder_run"
  ADD CONSTRAINT "reminder_run_state_known" CHECK ("state" IN ('sending', 'done', 'stopped')),
  ADD CONSTRAINT "reminder_run_done_at" CHECK (("state" = 'sending') = ("done_at" IS NULL));

ALTER TABLE "mail"
  ADD CONSTRAINT "mail_state_known" CHECK ("state" IN ('queued', 'sent', 'failed', 'not-needed')),
  ADD CONSTRAINT "mail_queued_has_text" CHECK ("state" <> 'queued' OR ("recipient" IS NOT NULL AND "message" IS NOT NULL)),
  ADD CONSTRAINT "mail_finished_at" CHECK (("state" = 'queued') = ("finished_at" IS NULL));

-- Two texts of one day would leave open which of them counts.
CREATE UNIQUE INDEX "terms_version_day_once" ON "terms_version" ("centre_id", "terms_id", "version")
  WHERE "origin" = 'staff' AND "published_at" IS NOT NULL;
CREATE UNIQUE INDEX "staff_task_quota_once" ON "staff_task" ("centre_id") WHERE "kind" = 'push-quota' AND "done_at" IS NULL;
CREATE INDEX "staff_task_alerted" ON "staff_task" ("alert_mail_id") WHERE "alert_mail_id" IS NOT NULL;

CREATE UNIQUE INDEX "suspension_once" ON "suspension" ("client_id") WHERE "lifted_at" IS NULL;
CREATE UNIQUE INDEX "designation_once" ON "designation" ("client_id", "service_id") WHERE "ended_at" IS NULL;
CREATE UNIQUE INDEX "directed_window_once" ON "directed_window" ("client_id", "service_id") WHERE "revoked_at" IS NULL;

ALTER TABLE "directed_window" ADD CONSTRAINT "directed_window_ends_after_start" CHECK ("starts_at" < "ends_at");
ALTER TABLE "closure" ADD CONSTRAINT "closure_ends_after_start" CHECK ("from_day" <= "to_day");
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_ends_after_start" CHECK ("starts_at" < "ends_at");

ALTER TABLE "staff"
  ADD CONSTRAINT "staff_role_known" CHECK ("role" IN ('counsellor', 'administrator')),
  ADD CONSTRAINT "staff_login_is_folded" CHECK ("login" = lower("login") AND "login" <> '');
ALTER TABLE "staff_invitation" ADD CONSTRAINT "staff_invitation_role_known" CHECK ("role" IN ('counsellor', 'administrator'));

-- What the sweeps and the console ask for --------------------------------------------------------------------------------

CREATE INDEX "booking_offered" ON "booking" ("offer_by") WHERE "state" = 'offered';
CREATE INDEX "booking_expired" ON "booking" ("updated_at") WHERE "state" = 'expired';
CREATE INDEX "booking_to_answer" ON "booking" ("answer_by") WHERE "state" = 'requested';
CREATE INDEX "booking_coming" ON "booking" ("starts_at") WHERE "state" = 'confirmed' AND "ended_at" IS NULL;
CREATE INDEX "booking_of_centre" ON "booking" ("centre_id", "starts_at");
CREATE INDEX "booking_made" ON "booking" ("centre_id", "created_at");
CREATE INDEX "staff_task_open" ON "staff_task" ("centre_id", "created_at") WHERE "done_at" IS NULL;
CREATE INDEX "notice_planned" ON "notice" ("run_id") WHERE "state" = 'planned';
CREATE INDEX "reminder_run_sending" ON "reminder_run" ("created_at") WHERE "state" = 'sending';
CREATE INDEX "mail_queued" ON "mail" ("seq") WHERE "state" = 'queued';
CREATE INDEX "outbox_kept_text" ON "outbox" ("finished_at") WHERE "rendered" IS NOT NULL AND "state" <> 'queued';
CREATE INDEX "inbox_over" ON "inbox" ("received_at") WHERE "state" <> 'pending';
CREATE INDEX "staff_session_alive" ON "staff_session" ("last_seen_at") WHERE "ended_at" IS NULL;

-- Seats: an open offered time keeps one, as a booking does -----------------------------------------------------------------

CREATE INDEX "offer_time_seat" ON "offer_time" ("slot_id") WHERE "state" = 'open';

CREATE OR REPLACE FUNCTION "prove_seats"(slot_id uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  s record;
BEGIN
  SELECT slot.used,
         taken.booked,
         taken.strange
    INTO s
    FROM slot CROSS JOIN LATERAL (
      SELECT count(*) AS booked,
             count(*) FILTER (WHERE (k.centre_id, k.office_id, k.service_id, k.starts_at)
               IS DISTINCT FROM (slot.centre_id, slot.office_id, slot.service_id, slot.starts_at)) AS strange
        FROM (
          SELECT b.centre_id, b.office_id, b.service_id, b.starts_at FROM booking b WHERE b.slot_id = slot.id AND keeps_seat(b.state)
          UNION ALL
          SELECT b.centre_id, b.office_id, b.service_id, o.starts_at
            FROM offer_time o JOIN booking b ON b.id = o.booking_id WHERE o.slot_id = slot.id AND o.state = 'open'
        ) k
    ) taken
   WHERE slot.id = prove_seats.slot_id;
  IF FOUND AND (s.used <> s.booked OR s.strange > 0) THEN
    RAISE EXCEPTION 'slot %: % seats used, % booked, % of another time', slot_id, s.used, s.booked, s.strange
      USING ERRCODE = 'check_violation', CONSTRAINT = 'slot_used_is_booked';
  END IF;
END $$;

CREATE FUNCTION "offer_time_seats_proven"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' THEN PERFORM prove_seats(OLD.slot_id); END IF;
  IF TG_OP <> 'DELETE' THEN PERFORM prove_seats(NEW.slot_id); END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "offer_time_seats" AFTER INSERT OR DELETE OR UPDATE OF "state", "slot_id" ON "offer_time"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "offer_time_seats_proven"();

-- Sessions that overlap share the people who hold them, whatever minute they start at: a seat of a slot is free while, at every moment of
-- the slot, fewer have a seat of this office and service than the slot has room for.

-- The most seats that are kept at one moment of [from_at, to_at), by bookings and open offered times; those of the bookings `own` do not
-- count. `persons`: each client once, whose one booking may wait to replace another. No session lasts a day.
CREATE FUNCTION "seats_at_once"(centre text, office text, service text, from_at timestamptz, to_at timestamptz, own uuid[], persons boolean)
RETURNS integer LANGUAGE sql STABLE AS $$
  WITH kept AS (
    SELECT k.client_id, greatest(k.starts_at, from_at) AS starts_at, k.ends_at
      FROM slot s CROSS JOIN LATERAL (
        SELECT b.id, b.client_id, b.starts_at, b.ends_at FROM booking b WHERE b.slot_id = s.id AND keeps_seat(b.state)
        UNION ALL
        SELECT b.id, b.client_id, o.starts_at, o.ends_at
          FROM offer_time o JOIN booking b ON b.id = o.booking_id WHERE o.slot_id = s.id AND o.state = 'open'
      ) k
     WHERE s.centre_id = centre AND s.office_id = office AND s.service_id = service
       AND s.starts_at > from_at - interval '1 day' AND s.starts_at < to_at AND s.used > 0
       AND k.ends_at > from_at AND k.id <> ALL (own)
  )
  SELECT coalesce(max(at_once.seats), 0)::integer FROM kept CROSS JOIN LATERAL (
    SELECT CASE WHEN persons THEN count(DISTINCT other.client_id) ELSE count(*) END AS seats
      FROM kept other WHERE other.starts_at <= kept.starts_at AND kept.starts_at < other.ends_at
  ) at_once
$$;

-- `seats`: the centre file's capacity, which counts unless staff set another.
CREATE FUNCTION "has_room"(centre text, office text, service text, from_at timestamptz, to_at timestamptz, seats integer, own uuid[])
RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT it.used < it.capacity AND seats_at_once(centre, office, service, from_at, to_at, own, false) < it.capacity
    FROM (SELECT 1) always
    LEFT JOIN slot s ON s.centre_id = centre AND s.office_id = office AND s.service_id = service AND s.starts_at = from_at
    CROSS JOIN LATERAL (
      SELECT coalesce(s.used, 0) AS used,
             CASE WHEN s.closed THEN 0 WHEN s.capacity_by_staff THEN s.capacity ELSE seats END AS capacity
    ) it
$$;

-- Until the commit nobody else takes a seat on these days. In a transaction slots are locked before days.
CREATE FUNCTION "lock_days"(centre text, office text, service text, from_at timestamptz, to_at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  day date := (from_at AT TIME ZONE 'Asia/Tokyo')::date;
BEGIN
  WHILE day <= ((to_at - interval '1 millisecond') AT TIME ZONE 'Asia/Tokyo')::date LOOP
    PERFORM pg_advisory_xact_lock(hashtextextended(concat_ws(' ', 'seats', centre, office, service, to_char(day, 'YYYY-MM-DD')), 0));
    day := day + 1;
  END LOOP;
END $$;

-- Takes a seat and answers its slot, which is made with its first seat; NULL where there is no room. Each statement sees what was
-- committed before it: the one after the locks is the one that counts.
CREATE FUNCTION "take_seat"(centre text, office text, service text, from_at timestamptz, to_at timestamptz, seats integer, own uuid[])
RETURNS uuid LANGUAGE plpgsql AS $$
DECLARE
  room boolean;
  taken uuid;
BEGIN
  -- A crowd before a slot that is visibly full does not queue.
  SELECT has_room(centre, office, service, from_at, to_at, seats, own) INTO room;
  IF NOT room THEN RETURN NULL; END IF;
  INSERT INTO slot (centre_id, office_id, service_id, starts_at, ends_at, capacity, used)
  VALUES (centre, office, service, from_at, to_at, greatest(seats, 1), 0)
  ON CONFLICT (centre_id, office_id, service_id, starts_at) DO NOTHING;
  PERFORM FROM slot s
    WHERE s.centre_id = centre AND s.office_id = office AND s.service_id = service AND s.starts_at = from_at FOR UPDATE;
  PERFORM lock_days(centre, office, service, from_at, to_at);
  SELECT has_room(centre, office, service, from_at, to_at, seats, own) INTO room;
  IF NOT room THEN RETURN NULL; END IF;
  UPDATE slot s
     SET used = s.used + 1, ends_at = to_at, capacity = CASE WHEN s.capacity_by_staff THEN s.capacity ELSE seats END
   WHERE s.centre_id = centre AND s.office_id = office AND s.service_id = service AND s.starts_at = from_at
  RETURNING s.id INTO taken;
  RETURN taken;
END $$;

-- At commit, where a seat was taken: at no moment of the slot are there more people than it has room for, whatever slots they are in.
-- Whoever took it by `take_seat` has the days locked, so that nobody else's is missing here.
CREATE FUNCTION "slot_overlaps_proven"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  people integer;
BEGIN
  SELECT seats_at_once(NEW.centre_id, NEW.office_id, NEW.service_id, NEW.starts_at, NEW.ends_at, '{}', true) INTO people;
  IF people > NEW.capacity THEN
    RAISE EXCEPTION 'slot %: % people at once, room for %', NEW.id, people, NEW.capacity
      USING ERRCODE = 'check_violation', CONSTRAINT = 'slot_overlaps_have_room';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "slot_first_seat_overlaps" AFTER INSERT ON "slot"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."used" > 0) EXECUTE FUNCTION "slot_overlaps_proven"();
CREATE CONSTRAINT TRIGGER "slot_seat_overlaps" AFTER UPDATE OF "used" ON "slot"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW."used" > OLD."used") EXECUTE FUNCTION "slot_overlaps_proven"();

-- Times are on offer exactly while their booking is offered.
CREATE FUNCTION "offers_proven"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  b record;
BEGIN
  SELECT booking.id, booking.state,
         EXISTS (SELECT FROM offer_time o WHERE o.booking_id = booking.id AND o.state = 'open') AS open
    INTO b FROM booking WHERE booking.id = CASE TG_TABLE_NAME WHEN 'booking' THEN NEW.id ELSE (to_jsonb(NEW) ->> 'booking_id')::uuid END;
  IF FOUND AND (b.state = 'offered') <> b.open THEN
    RAISE EXCEPTION 'booking %: % with open offers: %', b.id, b.state, b.open
      USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_offered_has_times';
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "booking_offers" AFTER INSERT OR UPDATE OF "state" ON "booking"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "offers_proven"();
CREATE CONSTRAINT TRIGGER "offer_time_offers" AFTER INSERT OR UPDATE OF "state" ON "offer_time"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "offers_proven"();

-- The console hears of changes: the centre's id, once a transaction ---------------------------------------------------------

CREATE FUNCTION "tell_console"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('office', NEW.centre_id);
  RETURN NULL;
END $$;

CREATE TRIGGER "booking_changed" AFTER INSERT OR UPDATE ON "booking" FOR EACH ROW EXECUTE FUNCTION "tell_console"();
CREATE TRIGGER "slot_changed" AFTER INSERT OR UPDATE OF "capacity", "closed", "opened_by_staff" ON "slot"
  FOR EACH ROW EXECUTE FUNCTION "tell_console"();
CREATE TRIGGER "staff_task_changed" AFTER INSERT OR UPDATE ON "staff_task" FOR EACH ROW EXECUTE FUNCTION "tell_console"();
CREATE TRIGGER "notice_changed" AFTER INSERT OR UPDATE ON "notice" FOR EACH ROW EXECUTE FUNCTION "tell_console"();
-- Not for the outbox: a notifying commit takes a lock that all of them share, which is too much for every push (src/store/announcing.ts).
CREATE TRIGGER "mail_changed" AFTER UPDATE OF "state" ON "mail" FOR EACH ROW EXECUTE FUNCTION "tell_console"();
CREATE TRIGGER "run_changed" AFTER UPDATE OF "state" ON "reminder_run" FOR EACH ROW EXECUTE FUNCTION "tell_console"();
CREATE TRIGGER "closure_changed" AFTER INSERT OR UPDATE ON "closure" FOR EACH ROW EXECUTE FUNCTION "tell_console"();

-- Staff's mark that nobody came may be taken back on its day; its seat is taken anew.
DROP TRIGGER "booking_closed" ON "booking";
CREATE TRIGGER "booking_closed" BEFORE UPDATE OF "state" ON "booking" FOR EACH ROW
  WHEN (OLD."state" IN ('moved', 'cancelled', 'withdrawn', 'declined', 'expired', 'released') AND NEW."state" <> OLD."state"
        AND NOT (OLD."state" = 'cancelled' AND OLD."no_show_at" IS NOT NULL AND NEW."state" = 'confirmed'))
  EXECUTE FUNCTION "booking_stays_closed"();
