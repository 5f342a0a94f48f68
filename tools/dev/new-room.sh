# Scaffolds a room with the furniture of docs/tour.md, "The furniture of a room", and links it into the program. What it prints at
# the end is what remains to do by hand.
main() {
  local name= after=
  while [ $# -gt 0 ]; do
    case "$1" in
      --after) [ $# -ge 2 ] || fail "--after needs the name of a room."; after=$2; shift 2 ;;
      -*) fail "\"$1\" is not an option of ./dev new-room." "./dev new-room NAME --after ROOM" ;;
      *) name=$1; shift ;;
    esac
  done
  [[ $name =~ ^[a-z]+$ ]] || fail "a room's name is one lower-case word." "./dev new-room archive --after library"
  [ ! -e "src/newsroom/$name" ] || fail "src/newsroom/$name is there already."
  local order
  order=$(sed -n 's/^export const rooms = \[\(.*\)\];$/\1/p' tools/lint-rules/house.mjs | tr -d '",')
  case " $order " in *" $name "*) ;; *)
    case " $order " in *" ${after:--} "*) ;; *) fail "--after needs the room that stands left of the new one." "The order is: $order" ;; esac
    sed -i "s/^\(export const rooms = \[.*\"$after\"\)/\1, \"$name\"/" tools/lint-rules/house.mjs
    order=$(sed -n 's/^export const rooms = \[\(.*\)\];$/\1/p' tools/lint-rules/house.mjs | tr -d '",')
  esac
  furnish "$name"
  link "$name" "$(left_of "$name" "$order")"
  { find "src/newsroom/$name" "src/newsroom/events/$name.h" -type f; git diff --name-only -- CMakeLists.txt src/app tools; } | sort
  cat <<TXT

It is linked in: CMakeLists.txt and src/app/kitchen.cpp name it, tools/lint-rules/house.mjs knows its place. By hand:
  src/newsroom/people/model.cpp   which roles have $name.read and $name.write
  tests/permissions.tsv           a line each for $name.add_note and $name.notes
Then: ./dev tables && ./dev check
TXT
}

furnish() { # name
  local folder=src/newsroom/$1 from to
  while IFS= read -r from; do
    to=$folder/$(printf '%s' "${from#tools/dev/new-room/}" | sed "s/NAME/$1/g; s/\.in$//")
    mkdir -p "$(dirname "$to")"
    sed "s/@NAME@/$1/g; s/@Name@/${1^}/g" "$from" > "$to"
  done < <(find tools/dev/new-room -type f -name '*.in' | sort)
  mv "$folder/events.h" "src/newsroom/events/$1.h"
}

# The nearest room on the left that is built; not every place in the order is taken yet.
left_of() { # name order
  local room left=
  for room in $2; do
    [ "$room" = "$1" ] && break
    grep -q "^galley_module(newsroom/$room " CMakeLists.txt && left=$room
  done
  printf '%s' "$left"
}

link() { # name left
  local line include="#include \"newsroom/$1/$1.h\""
  line=$(printf 'galley_module(newsroom/%-8s DEPS newsroom/%s ASSETS migrations)' "$1" "$2")
  sed -i -e "s|DEPS newsroom/$2\b|DEPS newsroom/$1|" -e "/^galley_module(newsroom\/$2 /a $line" CMakeLists.txt
  sed -i "s/\b$2::room([a-z_]*)/&, $1::room()/" src/app/kitchen.cpp
  awk -v include="$include" '!done && /^#include "(newsroom|platform)\// && $0 > include { print include; done = 1 } { print }' \
    src/app/kitchen.cpp > src/app/kitchen.cpp.new
  mv src/app/kitchen.cpp.new src/app/kitchen.cpp
}
