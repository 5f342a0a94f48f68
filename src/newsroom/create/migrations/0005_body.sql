-- The body stands beside its document, not in it: a change of a field neither reads nor writes it.
create table document_body(document_id text primary key references document(id), site_id text not null, desk_id text, body text not null);
insert into document_body(document_id, site_id, desk_id, body) select id, site_id, desk_id, body from document;
alter table document drop column body;
