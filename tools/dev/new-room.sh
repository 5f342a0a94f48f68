# Scaffolds a room with the furniture of docs/tour.md, "The furniture of a room". What it prints at the end is what remains to do by hand.
main() {
  local name= after=
  while [ $# -gt 0 ]; do
    case "$1" in
      --after) [ $# -ge 2 ] || fail "--after needs the name of a room."; after=$2; shift 2 ;;
      -*) fail "\"$1\" is not an option of ./dev new-room." "./dev new-room NAME --after ROOM" ;;
      *) name=$1; shift ;;
    esac
  done
  [[ $name =~ ^[a-z][a-z_]*$ ]] || fail "a room's name is one lower-case word." "./dev new-room archive --after library"
  local folder=src/newsroom/$name
  [ ! -e "$folder" ] || fail "$folder is there already."
  grep -q "\"$after\"" tools/lint-rules/house.mjs && [ -n "$after" ] || fail "--after needs the room that stands left of the new one." \
    "The order is: $(sed -n 's/^export const rooms = \[\(.*\)\];$/\1/p' tools/lint-rules/house.mjs | tr -d '",')"
  local from to
  mkdir -p "$folder"
  while IFS= read -r from; do
    to=$folder/$(printf '%s' "${from#tools/dev/new-room/}" | sed "s/NAME/$name/g; s/\.in$//")
    mkdir -p "$(dirname "$to")"
    sed "s/@NAME@/$name/g; s/@Name@/${name^}/g; s/@AFTER@/$after/g" "$from" > "$to"
  done < <(find tools/dev/new-room -type f -name '*.in' | sort)
  mv "$folder/events.h" "src/newsroom/events/$name.h" 2>/dev/null || { mkdir -p src/newsroom/events; mv "$folder/events.h" "src/newsroom/events/$name.h"; }
  sed -i "s/^\(export const rooms = \[.*\"$after\"\)/\1, \"$name\"/" tools/lint-rules/house.mjs
  find "$folder" "src/newsroom/events/$name.h" -type f | sort
  cat <<TXT

By hand:
  CMakeLists.txt      galley_module(newsroom/$name DEPS newsroom/$after ASSETS migrations)   after newsroom/$after; the next room then depends on $name
  src/app/kitchen.cpp #include "newsroom/$name/$name.h" and $name::room() in both lists of rooms, after $after
Then: ./dev build && ./dev lint
TXT
}
