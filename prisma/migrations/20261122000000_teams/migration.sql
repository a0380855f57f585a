-- Teams: where to write to, messages that can be changed; meetings that a provider holds; one person in two conversations.
-- AlterTable
ALTER TABLE "client" ADD COLUMN     "linked_to_id" UUID;

-- AlterTable
ALTER TABLE "conversation" ADD COLUMN     "conversation_reference" TEXT;

-- AlterTable
ALTER TABLE "inbox" ADD COLUMN     "conversation_reference" TEXT;

-- AlterTable
ALTER TABLE "outbox" ADD COLUMN     "closed_at" TIMESTAMPTZ(3),
ADD COLUMN     "sent_as" TEXT;

-- CreateTable
CREATE TABLE "meeting_room" (
    "id" UUID NOT NULL,
    "booking_id" UUID NOT NULL,
    "revision" SMALLINT NOT NULL,
    "provider" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'making',
    "external_id" TEXT,
    "starts_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "retry_at" TIMESTAMPTZ(3),
    "leased_until" TIMESTAMPTZ(3),
    "why" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "meeting_room_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "identity_link" (
    "id" UUID NOT NULL,
    "centre_id" TEXT NOT NULL,
    "conversation_id" UUID NOT NULL,
    "from_client_id" UUID NOT NULL,
    "to_client_id" UUID NOT NULL,
    "linked_at" TIMESTAMPTZ(3) NOT NULL,
    "linked_by" UUID NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_by" UUID,
    "moved" UUID[] DEFAULT ARRAY[]::UUID[],
    "profile" TEXT,

    CONSTRAINT "identity_link_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "meeting_room_booking_id_revision_key" ON "meeting_room"("booking_id", "revision");

-- CreateIndex
CREATE INDEX "identity_link_conversation_id_idx" ON "identity_link"("conversation_id");

-- CreateIndex
CREATE INDEX "identity_link_from_client_id_idx" ON "identity_link"("from_client_id");

-- CreateIndex
CREATE INDEX "identity_link_to_client_id_idx" ON "identity_link"("to_client_id");

-- CreateIndex
CREATE INDEX "client_linked_to_id_idx" ON "client"("linked_to_id");

-- AddForeignKey
ALTER TABLE "client" ADD CONSTRAINT "client_linked_to_id_fkey" FOREIGN KEY ("linked_to_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "meeting_room" ADD CONSTRAINT "meeting_room_booking_id_fkey" FOREIGN KEY ("booking_id") REFERENCES "booking"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_link" ADD CONSTRAINT "identity_link_conversation_id_fkey" FOREIGN KEY ("conversation_id") REFERENCES "conversation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_link" ADD CONSTRAINT "identity_link_from_client_id_fkey" FOREIGN KEY ("from_client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "identity_link" ADD CONSTRAINT "identity_link_to_client_id_fkey" FOREIGN KEY ("to_client_id") REFERENCES "client"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- By hand: what Prisma cannot say.
ALTER TABLE "meeting_room"
  ADD CONSTRAINT "meeting_room_provider_known" CHECK ("provider" IN ('zoom', 'teams')),
  ADD CONSTRAINT "meeting_room_state_known" CHECK ("state" IN ('making', 'made', 'failed', 'unmaking', 'unmade')),
  ADD CONSTRAINT "meeting_room_made_is_known" CHECK ("state" <> 'made' OR "external_id" IS NOT NULL),
  ADD CONSTRAINT "meeting_room_ends_after_start" CHECK ("starts_at" < "ends_at"),
  ADD CONSTRAINT "meeting_room_revision" CHECK ("revision" >= 1);
-- A booking has one room at a time.
CREATE UNIQUE INDEX "meeting_room_one_stands" ON "meeting_room" ("booking_id") WHERE "state" IN ('making', 'made');
-- What is to be done at the provider: a failed room that has a moment for it is looked for there, in case it was made all the same.
CREATE INDEX "meeting_room_due" ON "meeting_room" ("starts_at") WHERE "state" IN ('making', 'unmaking') OR "state" = 'failed' AND "retry_at" IS NOT NULL;
CREATE INDEX "meeting_room_standing" ON "meeting_room" ("ends_at") WHERE "state" IN ('making', 'made');

ALTER TABLE "client" ADD CONSTRAINT "client_linked_to_another" CHECK ("linked_to_id" <> "id");
ALTER TABLE "identity_link"
  ADD CONSTRAINT "identity_link_of_two" CHECK ("from_client_id" <> "to_client_id"),
  ADD CONSTRAINT "identity_link_ended_by" CHECK (("ended_at" IS NULL) = ("ended_by" IS NULL));
CREATE UNIQUE INDEX "identity_link_one_stands" ON "identity_link" ("conversation_id") WHERE "ended_at" IS NULL;

-- Only what was sent can be closed.
ALTER TABLE "outbox" ADD CONSTRAINT "outbox_closed_was_sent" CHECK ("closed_at" IS NULL OR "state" = 'sent');
