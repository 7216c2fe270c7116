#include "CNCurses.h"
typedef int CNCurses_unused;
