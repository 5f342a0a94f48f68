#include "newsroom/people/model.h"

namespace galley::people {

const std::vector<BuiltinRole>& builtin_roles() {
  static const std::vector<std::string> kReporter = {"item.read", "item.fetch", "story.read", "story.create", "story.edit", "story.submit",
                                                     "publication.read", "insight.read", "case.read"};
  static const auto with = [](std::vector<std::string> rights, std::initializer_list<std::string> more) {
    rights.insert(rights.end(), more);
    return rights;
  };
  static const std::vector<std::string> kEditor =
      with(kReporter, {"item.discard", "story.spike", "review.first", "review.return", "publication.publish"});
  static const std::vector<std::string> kHead = with(kEditor, {"review.second", "source.manage", "publication.retract"});
  static const std::vector<BuiltinRole> kRoles = {
      {"reporter", "记者", "Reporter", kReporter},
      {"editor", "责任编辑", "Editor", kEditor},
      {"desk_head", "部门主任", "Desk head", kHead},
      {"duty_editor", "值班总编", "Duty editor", with(kHead, {"review.final", "audit.read"})},
      {"administrator", "管理员", "Administrator",
       {"person.manage", "role.manage", "desk.manage", "source.manage", "policy.manage", "account.manage", "audit.read", "health.read", "item.read",
        "story.read", "case.read", "publication.read", "insight.read"}},
  };
  return kRoles;
}

}  // namespace galley::people
