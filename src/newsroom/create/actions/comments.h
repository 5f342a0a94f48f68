#pragma once

#include "newsroom/create/store.h"
#include "platform/engine/context.h"
#include "platform/engine/tx.h"

namespace galley::create {

struct CommentLine {
  Id<Comment> id;
  Id<Story> story;
  Id<Document> document;
  Id<User> author;
  std::string author_name;
  std::string body;
  std::optional<Json> anchor;
  std::optional<std::string> quote;
  bool resolved;
  Time at;
  Time updated_at;
  std::int64_t version;
};
CommentLine comment_line(galley::store::Reader& reader, const store::CommentRow& row);

struct AddComment {
  Id<Story> story;
  Id<Document> document;
  Text<1, 4000> body;
  std::optional<Json> anchor;              // {from, to}: relative positions in the shared text
  std::optional<Text<1, 1000>> quote;      // the words it is about, for when the anchor is gone
};
Result<CommentLine> add_comment(Context&, Tx&, const AddComment&);

struct ChangeComment {
  Id<Comment> comment;
  std::int64_t if_match;
  Text<1, 4000> body;
};
Result<CommentLine> change_comment(Context&, Tx&, const ChangeComment&);

struct RemoveComment {
  Id<Comment> comment;
};
struct Removed {
  Id<Comment> id;
};
Result<Removed> remove_comment(Context&, Tx&, const RemoveComment&);

struct ResolveComment {
  Id<Comment> comment;
};
Result<CommentLine> resolve_comment(Context&, Tx&, const ResolveComment&);
struct ReopenComment {
  Id<Comment> comment;
};
Result<CommentLine> reopen_comment(Context&, Tx&, const ReopenComment&);

}  // namespace galley::create
