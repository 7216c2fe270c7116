#!/bin/sh
# Writes EntryText.h from a terminfo database made of tessera.ti (see there).
set -eu
echo '// Made by EntryText.sh from tessera.ti; change that, not this.'
echo '#pragma once'
for name in tessera-truecolor tessera-tmux-truecolor tessera-256 tessera-tmux-256; do
  echo
  echo "static const char $(echo "$name" | tr - _)[] ="
  infocmp -A "$1" -x -0 -q -Q2 "$name" | tr -d '\n' | fold -w 96 | sed 's/.*/  "&"/'
  echo ';'
done
