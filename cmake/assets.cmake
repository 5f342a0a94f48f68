# galley_assets(TARGET FOLDER [compress] [fallback FOLDER])
# Embeds every file of FOLDER: the tool writes one pack file and an index, the assembler takes the pack in (.incbin: a C array
# of the same size costs a hundred times the compile time). The library defines `std::span<const galley::Asset> TARGET()`.
add_executable(assetpack "${CMAKE_SOURCE_DIR}/src/tools/assetpack.cpp")
target_link_libraries(assetpack PRIVATE galley_flags galley_brotli ZLIB::ZLIB OpenSSL::Crypto)

function(galley_assets target folder)
  cmake_parse_arguments(arg "compress" "fallback" "" ${ARGN})
  if(arg_fallback AND NOT EXISTS "${folder}/index.html")
    set(folder "${arg_fallback}")
  endif()
  file(GLOB_RECURSE files CONFIGURE_DEPENDS "${folder}/*")
  set(out "${CMAKE_BINARY_DIR}/assets/${target}")
  file(MAKE_DIRECTORY "${CMAKE_BINARY_DIR}/assets")
  set(mode plain)
  if(arg_compress)
    set(mode compress)
  endif()
  add_custom_command(OUTPUT "${out}.pack" "${out}.cpp" "${out}.S"
    COMMAND assetpack "${mode}" "${target}" "${folder}" "${out}"
    DEPENDS assetpack ${files} VERBATIM)
  add_library(${target} STATIC "${out}.cpp" "${out}.S")
  set_source_files_properties("${out}.S" PROPERTIES OBJECT_DEPENDS "${out}.pack")
  target_link_libraries(${target} PRIVATE galley_flags)
endfunction()
