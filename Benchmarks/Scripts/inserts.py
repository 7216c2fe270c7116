"""A peer of the store: inserts rows, each in a durable transaction of its own.

usage: inserts.py make PATH | inserts.py PATH LABELER COUNT
"""

import sqlite3
import sys


def connect(path):
    database = sqlite3.connect(path, timeout=60, isolation_level=None)
    database.execute("PRAGMA journal_mode = WAL")
    database.execute("PRAGMA synchronous = FULL")
    return database


if sys.argv[1] == "make":
    connect(sys.argv[2]).execute(
        "CREATE TABLE annotation (id INTEGER PRIMARY KEY, labeler TEXT, image INTEGER, boxes TEXT)")
else:
    database, labeler = connect(sys.argv[1]), sys.argv[2]
    print("ready", flush=True)
    sys.stdin.readline()
    for image in range(int(sys.argv[3])):
        database.execute("BEGIN IMMEDIATE")
        database.execute(
            "INSERT INTO annotation (labeler, image, boxes) VALUES (?, ?, ?)",
            (labeler, image, '[{"x":10,"y":20,"width":100,"height":50,"class":1}]'))
        database.execute("COMMIT")
