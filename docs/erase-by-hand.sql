-- Takes one person out of a Mentor Bot database, by hand: read docs/privacy.md first, and stop the bot.
-- For SQLite and PostgreSQL. Put their Slack id in the place of U012AB3CD, and a number you have not used behind ERASED-.
BEGIN;
CREATE TEMP TABLE erase AS SELECT 'U012AB3CD' AS who, 'ERASED-1' AS gone;

-- What only they told, were asked or were sent.
DELETE FROM wishes WHERE about_id = (SELECT who FROM erase)
    OR enrolment_id IN (SELECT id FROM enrolments WHERE slack_id = (SELECT who FROM erase));
DELETE FROM match_answers WHERE mentor_id = (SELECT who FROM erase) OR mentee_id = (SELECT who FROM erase);
DELETE FROM wish_offers WHERE mentor_id = (SELECT who FROM erase)
    OR question_id IN (SELECT id FROM wish_questions WHERE slack_id = (SELECT who FROM erase));
DELETE FROM wish_questions WHERE slack_id = (SELECT who FROM erase);
DELETE FROM baseline_answers
    WHERE enrolment_id IN (SELECT id FROM enrolments WHERE slack_id = (SELECT who FROM erase));
DELETE FROM check_in_replies WHERE slack_id = (SELECT who FROM erase);
DELETE FROM help_requests WHERE slack_id = (SELECT who FROM erase);
DELETE FROM pauses WHERE slack_id = (SELECT who FROM erase);
DELETE FROM participants WHERE slack_id = (SELECT who FROM erase);
DELETE FROM people WHERE slack_id = (SELECT who FROM erase);
DELETE FROM programme_coordinators WHERE slack_id = (SELECT who FROM erase);
DELETE FROM digest_parts WHERE slack_id = (SELECT who FROM erase) OR message_key IN (
    SELECT message_key FROM digest_parts JOIN relationship_members USING (relationship_id)
    WHERE relationship_members.slack_id = (SELECT who FROM erase));
DELETE FROM outbox WHERE slack_id = (SELECT who FROM erase) OR key LIKE '%' || (SELECT who FROM erase) || '%';

-- Why they were matched, or not yet.
UPDATE proposed_matches SET parts = '{}', reasons = '{"why": []}' WHERE id IN (
    SELECT match_id FROM proposed_members WHERE enrolment_id IN (
        SELECT id FROM enrolments WHERE slack_id = (SELECT who FROM erase)));
UPDATE rounds SET unmatched = '{"slices": []}', unchecked = '{"gaps": [], "not_kept": []}'
    WHERE CAST(unmatched AS TEXT) LIKE '%' || (SELECT who FROM erase) || '%'
    OR CAST(unchecked AS TEXT) LIKE '%' || (SELECT who FROM erase) || '%';
UPDATE rounds SET edits = '[]' WHERE CAST(edits AS TEXT) LIKE '%' || (SELECT who FROM erase) || '%';

-- Their places stay as empty places, so that others' matches and meetings are still counted.
UPDATE enrolments SET slack_id = (SELECT gone FROM erase), goals_wanted = '[]', goals_offered = '[]',
    wanted_in_own_words = NULL, offered_in_own_words = NULL, expectation = NULL, motivation = NULL, introduction = NULL
    WHERE slack_id = (SELECT who FROM erase);
UPDATE relationship_members SET slack_id = (SELECT gone FROM erase) WHERE slack_id = (SELECT who FROM erase);
UPDATE relationships SET starter_id = (SELECT gone FROM erase) WHERE starter_id = (SELECT who FROM erase);
UPDATE meetings SET noted_by = (SELECT gone FROM erase) WHERE noted_by = (SELECT who FROM erase);
UPDATE nudges SET recipient = (SELECT gone FROM erase) WHERE recipient = (SELECT who FROM erase);
UPDATE conversations SET members = '[]', members_key = (SELECT gone FROM erase) || ':' || id
    WHERE members_key LIKE '%' || (SELECT who FROM erase) || '%';

-- Where they stand as somebody's manager, or as the one who did something.
UPDATE participants SET manager_id = NULL WHERE manager_id = (SELECT who FROM erase);
UPDATE programmes SET contact_id = NULL WHERE contact_id = (SELECT who FROM erase);
UPDATE programmes SET created_by = (SELECT gone FROM erase) WHERE created_by = (SELECT who FROM erase);
UPDATE programme_coordinators SET appointed_by = (SELECT gone FROM erase) WHERE appointed_by = (SELECT who FROM erase);
UPDATE rounds SET created_by = (SELECT gone FROM erase) WHERE created_by = (SELECT who FROM erase);
UPDATE rounds SET published_by = (SELECT gone FROM erase) WHERE published_by = (SELECT who FROM erase);
UPDATE rounds SET publish_asked_by = (SELECT gone FROM erase) WHERE publish_asked_by = (SELECT who FROM erase);
UPDATE wish_rounds SET begun_by = (SELECT gone FROM erase) WHERE begun_by = (SELECT who FROM erase);
UPDATE intents SET asked_by = (SELECT gone FROM erase) WHERE asked_by = (SELECT who FROM erase);
UPDATE report_releases SET released_by = (SELECT gone FROM erase) WHERE released_by = (SELECT who FROM erase);

DROP TABLE erase;
COMMIT;
