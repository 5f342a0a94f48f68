-- due_at: while a hold runs, the wish may still be taken back.
alter table publication add column due_at bigint;
-- What each attempt sent: what stands at the channel is the last one that went through.
alter table attempt add column part text;
alter table attempt add column proof_id text;
alter table account drop column section;
