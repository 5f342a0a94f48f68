#include <doctest/doctest.h>

#include "newsroom/create/collab/testing.h"
#include "newsroom/create/queries.h"
#include "newsroom/create/rendering.h"

namespace galley::create {

namespace {

Result<Preview> preview_in(WritingRoom& desk, State& process) {
  auto ctx = desk.context("story.read");
  ctx.state = &process;
  Result<Preview> out = not_found("not asked");
  desk.house.services.database.read([&](galley::store::Reader& reader) { out = get_preview(ctx, reader, {desk.document.id}); });
  return out;
}
Result<Preview> preview(WritingRoom& desk) { return preview_in(desk, desk.state); }

// What a proof of the row would hold.
std::string proofed(WritingRoom& desk) {
  std::string out;
  desk.house.services.database.read([&](galley::store::Reader& reader) {
    out = channels::kinds().front()->render(channel_document(reader, content_of(desk.row(), store::body_of(reader, desk.document.id)))).value().content;
  });
  return out;
}

void change(WritingRoom& desk, const std::function<void(DocumentRow&)>& how) {
  DocumentRow row = desk.row();
  how(row);
  desk.write([&](Tx& tx) { store::save_document(tx, row); });
}

}  // namespace

TEST_CASE("the preview of a text nobody has opened is what its proof would hold") {
  on_each([](WritingRoom& desk) {
    const auto shown = preview(desk).value();
    CHECK(shown.html == proofed(desk));
    CHECK(shown.html.find("<p>ab</p>") != std::string::npos);
    CHECK(shown.kind == "site");
    CHECK(shown.headline == "Head");
    CHECK(shown.words == 1);
    CHECK(shown.issues.empty());
  });
}

TEST_CASE("the preview shows the newest words before any of them is stored, and stores none") {
  on_each([](WritingRoom& desk) {
    const auto writer = desk.join();
    desk.send(writer, seed);
    desk.send(writer, typed(5, 0, 1, kLast, "<c>"));
    const auto shown = preview(desk).value();
    CHECK(shown.html.find("<p>ab&lt;c&gt;</p>") != std::string::npos);
    CHECK(desk.words() == "ab");
    CHECK(desk.count("select count(*) from collab_log") == 0);
    REQUIRE(desk.hub().settle(desk.document.id));
    CHECK(shown.html == proofed(desk));
    CHECK(preview(desk).value().html == shown.html);
  });
}

TEST_CASE("the preview shows what another process has stored, with the text open here and without") {
  on_each([](WritingRoom& desk) {
    State elsewhere;
    elsewhere.open(desk.house.services, desk.bells);
    const auto writer = desk.join();
    desk.send(writer, seed);
    desk.send(writer, typed(5, 0, 1, kLast, "c"));
    desk.pass(200);   // in the log, not yet in the row
    CHECK(desk.words() == "ab");
    CHECK(preview_in(desk, elsewhere).value().html.find("<p>abc</p>") != std::string::npos);
    const auto copy = elsewhere.collab().enter(desk.document.id).value();
    desk.send(writer, typed(5, 1, 5, 0, "d"));
    desk.pass(200);
    CHECK(preview_in(desk, elsewhere).value().html.find("<p>abcd</p>") != std::string::npos);
    elsewhere.stop();
  });
}

TEST_CASE("the preview of a text that began anew shows none of its former life") {
  on_each([](WritingRoom& desk) {
    const auto writer = desk.join();
    desk.send(writer, seed);
    desk.send(writer, typed(5, 0, 1, kLast, "c"));
    desk.write([&](Tx& tx) {
      store::save_body(tx, desk.document, formats::to_json(body_of("new")));
      begin_generation(tx, desk.document, desk.house.clock.now());
    });
    CHECK(preview(desk).value().html.find("<p>new</p>") != std::string::npos);
  });
}

TEST_CASE("the preview of another desk's text is refused as if there were none") {
  on_each([](WritingRoom& desk) {
    desk.person.grants = {{"story.read", desk.house.ids.make<galley::Desk>()}, {"story.edit", desk.document.desk}};
    CHECK(preview(desk).error().code() == Code::not_found);
    desk.person.grants = {{"story.read", desk.document.desk}};
    CHECK(preview(desk));
    desk.person.site = desk.house.ids.make<Site>();
    CHECK(preview(desk).error().word() == "document.unknown");
  });
}

TEST_CASE("the preview lists all that keeps a text from going out, as submitting would") {
  on_each([](WritingRoom& desk) {
    change(desk, [](DocumentRow& row) {
      row.headline = "";
      row.kicker = std::string(61, 'k');
    });
    const auto shown = preview(desk).value();
    REQUIRE(shown.issues.size() == 2);
    CHECK(shown.issues[0].pointer == "/headline");
    CHECK(shown.issues[0].code == "channel.required");
    CHECK(shown.issues[0].params == Json(Json::Object{}));
    CHECK(shown.issues[1].pointer == "/kicker");
    CHECK(shown.issues[1].code == "channel.too_long");
    CHECK(shown.issues[1].params.number("max") == 60);
    CHECK(shown.html.find("<h1></h1>") != std::string::npos);   // a draft is shown all the same
  });
}

TEST_CASE("a text that can't be read or is too large for a page has no preview and says why") {
  on_each([](WritingRoom& desk) {
    desk.write([&](Tx& tx) { store::save_body(tx, desk.document, formats::to_json(body_of(std::string(1 << 20, '&')))); });
    CHECK(preview(desk).error().word() == "channel.too_large");
    desk.text.reset();
    desk.pass(10'000);
    desk.write([&](Tx& tx) {
      store::add_entry(tx, desk.document, {1, {}, {}, {}, store::EntryKind::update, pack({"\xff\xff nonsense"})});
      store::save_collab(tx, desk.document, {.generation = 0, .last_seq = 1});
    });
    CHECK(preview(desk).error().word() == "document.undecodable");
    CHECK(desk.count("select count(*) from collab_doc where state = 'undecodable'") == 0);   // asking marks nothing
    desk.text = desk.hub().enter(desk.document.id).value();
    CHECK(preview(desk).error().word() == "document.undecodable");
  });
}

}  // namespace galley::create
