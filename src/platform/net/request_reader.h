#pragma once

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>

#include <cstdint>

#include "platform/net/http.h"

// Private to net.
namespace galley::net {

using ParsedRequest = boost::beast::http::request<boost::beast::http::string_body>;

// One request out of the bytes of a connection. It neither reads nor waits: the connection feeds it from its socket, the fuzz
// target from memory. First the header, then, once admit() has said how long it may be, the body.
class RequestReader {
 public:
  explicit RequestReader(std::size_t max_header);

  // Takes from the front of the buffer what belongs to the request; what is left belongs to the next one, or is half a line
  // that more bytes must complete.
  void feed(boost::beast::flat_buffer& bytes);

  bool has_header() const { return parser_.is_header_done(); }
  bool is_done() const { return refusal_ == 0 && parser_.is_done(); }
  int refusal() const { return refusal_; }  // 0, or the status to refuse the request with

  void admit(std::size_t max_body);  // once the header is in
  bool expects_continue() const;     // the peer waits for 100 before it sends the body
  std::size_t wanted() const;        // bytes worth reading next
  bool keeps_alive() const { return parser_.get().keep_alive(); }

  const ParsedRequest& parsed() const { return parser_.get(); }
  const Request& header() const { return request_; }  // without a body, once the header is in
  Request take();                                     // once done

 private:
  void take_header();
  bool has_one_meaning() const;

  const std::size_t max_header_;
  std::size_t header_size_ = 0;
  Request request_;
  boost::beast::http::request_parser<boost::beast::http::string_body> parser_;
  int refusal_ = 0;
};

}  // namespace galley::net
