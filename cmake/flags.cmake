add_library(galley_flags INTERFACE)
target_include_directories(galley_flags INTERFACE "${CMAKE_SOURCE_DIR}/src")
target_compile_options(galley_flags INTERFACE
  $<$<COMPILE_LANGUAGE:CXX>:-stdlib=libstdc++>
  -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wnon-virtual-dtor -Woverloaded-virtual -Wnull-dereference
  -Wextra-semi -Wthread-safety -Wformat=2 -Wimplicit-fallthrough
  -Wno-missing-designated-field-initializers -Wno-missing-field-initializers
  -Wno-gnu-statement-expression-from-macro-expansion -Wno-gnu-statement-expression)
if(DEFINED ENV{CI})
  target_compile_options(galley_flags INTERFACE -Werror)
endif()
if(GALLEY_BREAK)
  target_compile_definitions(galley_flags INTERFACE GALLEY_BREAK=1)
endif()

set(galley_hardening -D_GLIBCXX_ASSERTIONS -fno-delete-null-pointer-checks -fno-strict-overflow -fno-omit-frame-pointer)
if(GALLEY_SANITIZE OR GALLEY_FUZZ)
  # No FORTIFY and no auto-var-init here: they hide what the sanitizers look for.
  set(galley_sanitizers -fsanitize=address,undefined -fno-sanitize-recover=all)
  if(GALLEY_FUZZ)
    list(APPEND galley_sanitizers -fsanitize=fuzzer-no-link)
  endif()
  target_compile_options(galley_flags INTERFACE ${galley_sanitizers} ${galley_hardening})
  target_link_options(galley_flags INTERFACE -fsanitize=address,undefined)
else()
  target_compile_options(galley_flags INTERFACE ${galley_hardening} -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 -fstack-protector-strong
    -fstack-clash-protection -fcf-protection=full -ftrivial-auto-var-init=zero -fstrict-flex-arrays=3 -fPIE)
  target_link_options(galley_flags INTERFACE -pie -Wl,-z,relro,-z,now -Wl,-z,noexecstack -Wl,--build-id=sha1)
endif()
target_link_options(galley_flags INTERFACE -fuse-ld=mold -Wl,--as-needed)

find_program(GALLEY_CCACHE ccache)
if(GALLEY_CCACHE)
  set(CMAKE_C_COMPILER_LAUNCHER "${CMAKE_COMMAND};-E;env;CCACHE_BASEDIR=${CMAKE_SOURCE_DIR};CCACHE_NOHASHDIR=1;${GALLEY_CCACHE}")
  set(CMAKE_CXX_COMPILER_LAUNCHER "${CMAKE_C_COMPILER_LAUNCHER}")
  # Relative paths in debug information, so that a clone in another folder finds its objects in the cache.
  target_compile_options(galley_flags INTERFACE "-ffile-prefix-map=${CMAKE_SOURCE_DIR}=." "-fdebug-compilation-dir=.")
endif()
