-- CreateTable
CREATE TABLE "conversation" (
    "id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "language" TEXT NOT NULL,
    "reachable" BOOLEAN NOT NULL,
    "machine_version" INTEGER NOT NULL,
    "snapshot" TEXT,
    "client_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "conversation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "client" (
    "id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "name" TEXT,
    "job_seeker_number" TEXT,
    "email" TEXT,
    "phone" TEXT,
    "topic" TEXT,
    "companions" TEXT,
    "job_seeker_number_index" TEXT,
    "email_index" TEXT,
    "phone_index" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "erasure_asked_at" TIMESTAMPTZ(3),
    "erased_at" TIMESTAMPTZ(3),

    CONSTRAINT "client_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "terms_version" (
    "id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "terms_id" TEXT NOT NULL,
    "title" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "sha256" TEXT NOT NULL,
    "effective_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "terms_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "conversation_id" UUID NOT NULL,
    "terms_version_id" UUID NOT NULL,
    "sha256" TEXT NOT NULL,
    "version" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "office_id" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "meeting_app" BOOLEAN NOT NULL,
    "consented_at" TIMESTAMPTZ(3) NOT NULL,
    "eligible_at" TIMESTAMPTZ(3),

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "slot" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "centre_id" TEXT NOT NULL,
    "office_id" TEXT NOT NULL,
    "service_id" TEXT NOT NULL,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "capacity" INTEGER NOT NULL,
    "capacity_by_staff" BOOLEAN NOT NULL DEFAULT false,
    "used" INTEGER NOT NULL DEFAULT 0,

    CONSTRAINT "slot_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "booking" (
    "id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "office_id" TEXT NOT NULL,
    "service_id" TEXT NOT NULL,
    "client_id" UUID NOT NULL,
    "conversation_id" UUID,
    "state" TEXT NOT NULL,
    "slot_id" UUID,
    "starts_at" TIMESTAMPTZ(3),
    "ends_at" TIMESTAMPTZ(3),
    "hold_until" TIMESTAMPTZ(3),
    "answer_by" TIMESTAMPTZ(3),
    "wishes" TEXT,
    "moves_booking_id" UUID,
    "open_ordinal" SMALLINT,
    "open_limit" SMALLINT NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "calendar_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "booking_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "staff_task" (
    "id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "about" TEXT,
    "centre_id" TEXT NOT NULL,
    "office_id" TEXT,
    "booking_id" UUID,
    "conversation_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "staff_task_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbox" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "channel" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "event_id" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "body" TEXT,
    "reply_token" TEXT,
    "message_hash" TEXT,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "failed_why" TEXT,
    "occurred_at" TIMESTAMPTZ(3) NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "inbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outbox" (
    "id" UUID NOT NULL,
    "seq" BIGSERIAL NOT NULL,
    "conversation_id" UUID NOT NULL,
    "booking_id" UUID,
    "kind" TEXT NOT NULL,
    "channel" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "rendered" TEXT,
    "reply_token" TEXT,
    "reply_token_at" TIMESTAMPTZ(3),
    "token_tried" BOOLEAN NOT NULL DEFAULT false,
    "state" TEXT NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "sent_by" TEXT,
    "why" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "outbox_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form_page" (
    "id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "form_page_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit" (
    "seq" BIGSERIAL NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT NOT NULL,
    "centre_id" TEXT NOT NULL,
    "booking_id" UUID,
    "conversation_id" UUID,
    "action" TEXT NOT NULL,
    "from_state" TEXT,
    "to_state" TEXT,
    "reason" TEXT,
    "channel" TEXT,
    "detail" JSONB,

    CONSTRAINT "audit_pkey" PRIMARY KEY ("seq")
);

-- CreateIndex
CREATE INDEX "conversation_client_id_idx" ON "conversation"("client_id");

-- CreateIndex
CREATE INDEX "client_job_seeker_number_index_idx" ON "client"("job_seeker_number_index");

-- CreateIndex
CREATE INDEX "client_email_index_idx" ON "client"("email_index");

-- CreateIndex
CREATE INDEX "client_phone_index_idx" ON "client"("phone_index");

-- CreateIndex
CREATE INDEX "terms_version_centre_id_terms_id_effective_at_idx" ON "terms_version"("centre_id", "terms_id", "effective_at");

-- CreateIndex
CREATE UNIQUE INDEX "terms_version_centre_id_terms_id_sha256_key" ON "terms_version"("centre_id", "terms_id", "sha256");

-- CreateIndex
CREATE INDEX "consent_terms_version_id_idx" ON "consent"("terms_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "consent_conversation_id_terms_version_id_key" ON "consent"("conversation_id", "terms_version_id");

-- CreateIndex
CREATE UNIQUE INDEX "slot_centre_id_office_id_service_id_starts_at_key" ON "slot"("centre_id", "office_id", "service_id", "starts_at");

-- CreateIndex
CREATE UNIQUE INDEX "booking_reference_key" ON "booking"("reference");

-- CreateIndex
CREATE UNIQUE INDEX "booking_calendar_hash_key" ON "booking"("calendar_hash");

-- CreateIndex
CREATE INDEX "booking_client_id_starts_at_idx" ON "booking"("client_id", "starts_at");

-- CreateIndex
CREATE INDEX "booking_conversation_id_idx" ON "booking"("conversation_id");

-- CreateIndex
CREATE INDEX "booking_moves_booking_id_idx" ON "booking"("moves_booking_id");

-- CreateIndex
CREATE INDEX "booking_centre_id_office_id_starts_at_idx" ON "booking"("centre_id", "office_id", "starts_at");

-- CreateIndex
CREATE INDEX "staff_task_centre_id_office_id_done_at_idx" ON "staff_task"("centre_id", "office_id", "done_at");

-- CreateIndex
CREATE INDEX "staff_task_conversation_id_idx" ON "staff_task"("conversation_id");

-- CreateIndex
CREATE INDEX "staff_task_booking_id_idx" ON "staff_task"("booking_id");

-- CreateIndex
CREATE INDEX "inbox_conversation_id_idx" ON "inbox"("conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "inbox_channel_centre_id_event_id_key" ON "inbox"("channel", "centre_id", "event_id");

-- CreateIndex
CREATE INDEX "outbox_conversation_id_idx" ON "outbox"("conversation_id");

-- CreateIndex
CREATE UNIQUE INDEX "form_page_token_hash_key" ON "form_page"("token_hash");

-- CreateIndex
CREATE INDEX "form_page_conversation_id_idx" ON "form_page"("conversation_id");

-- CreateIndex
CREATE INDEX "audit_booking_id_idx" ON "audit"("booking_id");

-- CreateIndex
CREATE INDEX "audit_conversation_id_idx" ON "audit"("conversation_id");

-- CreateIndex
CREATE INDEX "audit_centre_id_at_idx" ON "audit"("centre_id", "at");

-- AddForeignKey
ALTER TABLE "conversation" ADD CONSTRAINT "conversation_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "consent" ADD CONSTRAINT "consent_terms_version_id_fkey" FOREIGN KEY ("terms_version_id") REFERENCES "terms_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_slot_id_fkey" FOREIGN KEY ("slot_id") REFERENCES "slot"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "booking" ADD CONSTRAINT "booking_moves_booking_id_fkey" FOREIGN KEY ("moves_booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_task" ADD CONSTRAINT "staff_task_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "staff_task" ADD CONSTRAINT "staff_task_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;

-- AddForeignKey
ALTER TABLE "form_page" ADD CONSTRAINT "form_page_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE DEFERRABLE INITIALLY DEFERRED;


-- Written by hand from here on: what Prisma's schema cannot say.
-- References to a conversation (above) are checked at commit: its first turn writes the row last.

-- States and shapes ------------------------------------------------------------------------------------------------------

ALTER TABLE "conversation" ADD CONSTRAINT "conversation_channel_known" CHECK ("channel" IN ('line', 'teams'));

ALTER TABLE "client" ADD CONSTRAINT "client_erased_is_empty" CHECK (
  "erased_at" IS NULL
  OR num_nonnulls("name", "job_seeker_number", "email", "phone", "topic", "companions",
                  "job_seeker_number_index", "email_index", "phone_index") = 0
);

ALTER TABLE "consent" ADD CONSTRAINT "consent_channel_known" CHECK ("channel" IN ('line', 'teams'));

ALTER TABLE "slot"
  ADD CONSTRAINT "slot_not_oversold" CHECK (0 <= "used" AND "used" <= "capacity"),
  ADD CONSTRAINT "slot_ends_after_start" CHECK ("starts_at" < "ends_at");

ALTER TABLE "booking"
  ADD CONSTRAINT "booking_state_known" CHECK ("state" IN (
    'held', 'requested', 'offered', 'confirmed', 'attended', 'attended-by-phone', 'moved', 'cancelled', 'withdrawn',
    'declined', 'expired', 'released', 'presumed-cancelled')),
  ADD CONSTRAINT "booking_reference_shape" CHECK ("reference" ~ '^[2-9A-HJ-NP-Z]{8}$'),
  ADD CONSTRAINT "booking_time_is_slots" CHECK (
    ("slot_id" IS NULL) = ("starts_at" IS NULL) AND ("slot_id" IS NULL) = ("ends_at" IS NULL) AND "starts_at" < "ends_at"),
  ADD CONSTRAINT "booking_seat_needs_slot" CHECK (
    "slot_id" IS NOT NULL
    OR "state" NOT IN ('held', 'confirmed', 'attended', 'attended-by-phone', 'presumed-cancelled', 'moved', 'released')),
  ADD CONSTRAINT "booking_held_until" CHECK (("state" = 'held') = ("hold_until" IS NOT NULL)),
  ADD CONSTRAINT "booking_moves_another" CHECK ("moves_booking_id" <> "id"),
  ADD CONSTRAINT "booking_open_limit" CHECK ("open_limit" BETWEEN 1 AND 5 AND "open_ordinal" BETWEEN 1 AND "open_limit"),
  ADD CONSTRAINT "booking_ended_was_confirmed" CHECK (
    "ended_at" IS NULL OR "state" NOT IN ('held', 'requested', 'offered')),
  -- An open booking counts. Only one that would move another, and is not certain yet, may stand beside it uncounted.
  ADD CONSTRAINT "booking_open_is_counted" CHECK (CASE
    WHEN "state" = 'confirmed' THEN ("open_ordinal" IS NULL) = ("ended_at" IS NOT NULL)
    WHEN "state" IN ('held', 'requested', 'offered') THEN "open_ordinal" IS NOT NULL OR "moves_booking_id" IS NOT NULL
    ELSE "open_ordinal" IS NULL END);

-- At most so many open bookings a client and service.
CREATE UNIQUE INDEX "booking_open_once" ON "booking" ("client_id", "centre_id", "service_id", "open_ordinal")
  WHERE "open_ordinal" IS NOT NULL;
-- At most one booking waits to replace another.
CREATE UNIQUE INDEX "booking_moved_once" ON "booking" ("moves_booking_id") WHERE "state" IN ('held', 'requested', 'offered');

ALTER TABLE "inbox"
  ADD CONSTRAINT "inbox_channel_known" CHECK ("channel" IN ('line', 'teams')),
  ADD CONSTRAINT "inbox_state_known" CHECK ("state" IN ('pending', 'done', 'failed')),
  ADD CONSTRAINT "inbox_pending_has_body" CHECK ("state" <> 'pending' OR "body" IS NOT NULL),
  ADD CONSTRAINT "inbox_done_at" CHECK (("state" = 'done') = ("done_at" IS NOT NULL));

ALTER TABLE "outbox"
  ADD CONSTRAINT "outbox_channel_known" CHECK ("channel" IN ('line', 'teams')),
  ADD CONSTRAINT "outbox_state_known" CHECK ("state" IN ('queued', 'sent', 'failed')),
  ADD CONSTRAINT "outbox_queued_has_text" CHECK ("state" <> 'queued' OR "rendered" IS NOT NULL),
  ADD CONSTRAINT "outbox_sent_by" CHECK (
    ("state" = 'sent') = ("sent_by" IS NOT NULL) AND ("sent_by" IS NULL OR "sent_by" IN ('reply', 'push'))),
  ADD CONSTRAINT "outbox_finished_at" CHECK (("state" = 'queued') = ("finished_at" IS NULL));

ALTER TABLE "audit" ADD CONSTRAINT "audit_actor_known" CHECK ("actor_kind" IN ('client', 'system', 'staff'));

-- What the sweeps ask for ------------------------------------------------------------------------------------------------

CREATE INDEX "inbox_pending" ON "inbox" ("conversation_id", "occurred_at", "seq") WHERE "state" = 'pending';
CREATE INDEX "inbox_message" ON "inbox" ("message_hash") WHERE "message_hash" IS NOT NULL;
CREATE INDEX "outbox_queued" ON "outbox" ("conversation_id", "seq") WHERE "state" = 'queued';
CREATE INDEX "outbox_of_booking" ON "outbox" ("booking_id") WHERE "booking_id" IS NOT NULL;
CREATE INDEX "booking_held" ON "booking" ("hold_until") WHERE "state" = 'held';
CREATE INDEX "booking_requested" ON "booking" ("starts_at") WHERE "state" = 'requested';
CREATE INDEX "booking_confirmed" ON "booking" ("ends_at") WHERE "state" = 'confirmed' AND "ended_at" IS NULL;
CREATE INDEX "client_to_erase" ON "client" ("erasure_asked_at") WHERE "erasure_asked_at" IS NOT NULL;

-- Seats ------------------------------------------------------------------------------------------------------------------

CREATE FUNCTION "keeps_seat"(state text) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT state IN ('held', 'requested', 'offered', 'confirmed', 'attended', 'attended-by-phone', 'presumed-cancelled') $$;

CREATE INDEX "booking_seat" ON "booking" ("slot_id") WHERE "slot_id" IS NOT NULL AND "keeps_seat"("state");

-- At commit, `used` is the number of bookings that keep a seat of the slot, and each of them is a booking of that slot.
CREATE FUNCTION "prove_seats"(slot_id uuid) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  s record;
BEGIN
  SELECT slot.used,
         count(b.id) AS booked,
         count(b.id) FILTER (WHERE (b.centre_id, b.office_id, b.service_id, b.starts_at)
           IS DISTINCT FROM (slot.centre_id, slot.office_id, slot.service_id, slot.starts_at)) AS strange
    INTO s
    FROM slot LEFT JOIN booking b ON b.slot_id = slot.id AND keeps_seat(b.state)
   WHERE slot.id = prove_seats.slot_id
   GROUP BY slot.id;
  IF FOUND AND (s.used <> s.booked OR s.strange > 0) THEN
    RAISE EXCEPTION 'slot %: % seats used, % booked, % of another time', slot_id, s.used, s.booked, s.strange
      USING ERRCODE = 'check_violation', CONSTRAINT = 'slot_used_is_booked';
  END IF;
END $$;

CREATE FUNCTION "slot_seats_proven"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM prove_seats(NEW.id);
  RETURN NULL;
END $$;

CREATE FUNCTION "booking_seats_proven"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.slot_id IS NOT NULL THEN PERFORM prove_seats(OLD.slot_id); END IF;
  IF TG_OP <> 'DELETE' AND NEW.slot_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.slot_id IS DISTINCT FROM OLD.slot_id) THEN
    PERFORM prove_seats(NEW.slot_id);
  END IF;
  RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER "slot_seats" AFTER INSERT OR UPDATE ON "slot"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "slot_seats_proven"();
CREATE CONSTRAINT TRIGGER "booking_seats" AFTER INSERT OR DELETE OR UPDATE OF "state", "slot_id", "starts_at" ON "booking"
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION "booking_seats_proven"();

-- A closed booking stays closed: its seat may be somebody else's by now.
CREATE FUNCTION "booking_stays_closed"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'booking %: % is final', OLD.id, OLD.state
    USING ERRCODE = 'check_violation', CONSTRAINT = 'booking_closed_is_final';
END $$;

CREATE TRIGGER "booking_closed" BEFORE UPDATE OF "state" ON "booking" FOR EACH ROW
  WHEN (OLD."state" IN ('moved', 'cancelled', 'withdrawn', 'declined', 'expired', 'released') AND NEW."state" <> OLD."state")
  EXECUTE FUNCTION "booking_stays_closed"();

-- Audit is append-only -----------------------------------------------------------------------------------------------------

CREATE FUNCTION "audit_is_append_only"() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'audit is append-only' USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER "audit_no_change" BEFORE UPDATE OR DELETE ON "audit" FOR EACH ROW EXECUTE FUNCTION "audit_is_append_only"();
CREATE TRIGGER "audit_no_truncate" BEFORE TRUNCATE ON "audit" FOR EACH STATEMENT EXECUTE FUNCTION "audit_is_append_only"();
