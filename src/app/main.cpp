#include "app/commands.h"

int main(int argc, char** argv) { return galley::app::run(argc, argv); }
