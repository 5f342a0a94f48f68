-- What the readers' site shows of a publication; id is the publication's, for life.
create table article(
  id text primary key, story_id text not null, site_id text not null, desk_id text, section text not null, slug text not null, language text not null,
  kicker text not null, headline text not null, deck text not null, summary text not null, byline text not null, description text not null, fragment text not null,
  part text not null, ai_use text not null, published_at bigint not null, updated_at bigint not null, state text not null, version bigint not null);
create index article_front on article(site_id, state, published_at, id);
create index article_section on article(site_id, section, state, published_at, id);
create index article_story on article(story_id);
