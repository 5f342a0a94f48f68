#include "craft/channels/channel.h"
#include "craft/channels/slots.h"
#include "craft/text/local_time.h"
#include "newsroom/audience/address.h"
#include "newsroom/audience/audience.h"
#include "newsroom/audience/store.h"
#include "newsroom/audience/theme.h"
#include "newsroom/events/audience.h"
#include "newsroom/people/people.h"
#include "platform/store/database.h"

namespace galley::audience {

namespace {

class SiteConnector final : public publish::Connector {
 public:
  explicit SiteConnector(const State& state) : state_(state) {}
  std::string_view kind() const override { return "site"; }

  Result<publish::Delivered> deliver(Context& ctx, const publish::Delivery& d) override {
    const channels::Artifact artifact = TRY(channels::artifact_from_json(d.artifact));
    std::string zone = "UTC";
    ctx.services.database.read([&](galley::store::Reader& reader) {
      if (const auto house = people::newsroom(reader)) zone = house->time_zone;
    });
    const Json& meta = artifact.metadata;
    const std::string language(meta.text("language"));
    const channels::SlotValues slots{.marker = d.publication.text(), .published_iso = text::rfc3339_local(d.first_published_at, zone),
                                     .published_text = state_.theme->time_text(d.first_published_at, zone, language), .credits = {}, .assets = {}};
    ArticleRow article{.id = d.publication, .story = d.story, .site = d.site, .section = d.section, .slug = std::string(meta.text("slug")), .language = language,
                       .kicker = std::string(meta.text("kicker")), .headline = std::string(meta.text("headline")), .deck = std::string(meta.text("deck")),
                       .summary = std::string(meta.text("summary")), .byline = std::string(meta.text("byline")), .description = std::string(meta.text("description")),
                       .fragment = TRY(channels::fill_slots(artifact.content, slots)), .part = d.part, .ai_use = d.ai_use, .published_at = d.first_published_at,
                       .updated_at = d.now, .state = ArticleState::live, .version = d.version};
    const std::string url = state_.base_url + article_path(article.id, article.slug);
    return publish::Delivered{url, [article = std::move(article), desk = d.desk](Tx& tx) -> Result<void> {
                                store::put_article(tx, article, desk);
                                tx.emit(events::ArticleChanged{article.id, article.story, article.version});
                                return {};
                              }};
  }

  Result<publish::Delivered> retract(Context&, const publish::Delivery& d) override {
    return publish::Delivered{"", [d](Tx& tx) -> Result<void> {
                                store::withdraw_article(tx, d.publication, d.version, d.now);
                                tx.emit(events::ArticleChanged{d.publication, d.story, d.version});
                                return {};
                              }};
  }

 private:
  const State& state_;
};

}  // namespace

std::unique_ptr<publish::Connector> site_connector(const State& state) { return std::make_unique<SiteConnector>(state); }

}  // namespace galley::audience
