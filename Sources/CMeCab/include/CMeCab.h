#ifndef HIROBA_CMECAB_H
#define HIROBA_CMECAB_H

#include <stdint.h>

// MeCab, if the machine has it. The library is opened at run time, so that a program that asks for it runs without it;
// a build without its header answers as a machine without the library does.

typedef struct hiroba_mecab hiroba_mecab;
typedef struct hiroba_lattice hiroba_lattice;

/// One word of a text: byte offsets, and what the dictionary says of it.
typedef struct {
  uint32_t start;
  uint32_t end;
  /// 0 when the dictionary does not know the word.
  uint8_t is_known;
  /// 1 for particles and auxiliary verbs (助詞, 助動詞).
  uint8_t is_function_word;
} hiroba_word;

/// @param arguments MeCab's own, such as "-u FILE" for a user dictionary; may be empty.
/// @return NULL when the library or its dictionary is missing.
hiroba_mecab *hiroba_mecab_open(const char *arguments);
void hiroba_mecab_close(hiroba_mecab *mecab);

/// What one thread at a time needs to divide texts.
hiroba_lattice *hiroba_lattice_new(hiroba_mecab *mecab);
void hiroba_lattice_free(hiroba_mecab *mecab, hiroba_lattice *lattice);

/// Divides UTF-8 text into words.
/// @return how many words were written; -1 when the text could not be divided or has more than `capacity` words.
int hiroba_divide(hiroba_mecab *mecab, hiroba_lattice *lattice, const char *text, uint32_t length, hiroba_word *words,
                  int capacity);

/// Runs a program with its output thrown away and waits for it.
/// @param arguments ends with NULL; the first is the program's path.
/// @return its exit code; -1 when it could not be run.
int hiroba_run_quietly(char *const arguments[]);

#endif
