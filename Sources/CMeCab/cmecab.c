#include "CMeCab.h"

#include <fcntl.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

int hiroba_run_quietly(char *const arguments[]) {
  posix_spawn_file_actions_t actions;
  if (posix_spawn_file_actions_init(&actions)) return -1;
  posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
  posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
  pid_t child;
  char *const environment[] = {NULL};
  int failed = posix_spawn(&child, arguments[0], &actions, NULL, arguments, environment);
  posix_spawn_file_actions_destroy(&actions);
  int status;
  if (failed || waitpid(child, &status, 0) != child || !WIFEXITED(status)) return -1;
  return WEXITSTATUS(status);
}

#if __has_include(<mecab.h>)
#include <dlfcn.h>
#include <mecab.h>

struct hiroba_mecab {
  void *library;
  mecab_model_t *model;
  mecab_t *tagger;
  void (*model_destroy)(mecab_model_t *);
  void (*tagger_destroy)(mecab_t *);
  mecab_lattice_t *(*lattice_new)(mecab_model_t *);
  void (*lattice_destroy)(mecab_lattice_t *);
  void (*lattice_clear)(mecab_lattice_t *);
  void (*set_sentence)(mecab_lattice_t *, const char *, size_t);
  int (*parse)(mecab_t *, mecab_lattice_t *);
  mecab_node_t *(*first_node)(mecab_lattice_t *);
};

static void *symbol(void *library, const char *name, int *missing) {
  void *found = dlsym(library, name);
  if (!found) *missing = 1;
  return found;
}

hiroba_mecab *hiroba_mecab_open(const char *arguments) {
  void *library = dlopen("libmecab.so.2", RTLD_NOW | RTLD_LOCAL);
  if (!library) return NULL;
  int missing = 0;
  mecab_model_t *(*model_new)(const char *) = symbol(library, "mecab_model_new2", &missing);
  mecab_t *(*tagger_new)(mecab_model_t *) = symbol(library, "mecab_model_new_tagger", &missing);
  hiroba_mecab mecab = {
      .library = library,
      .model_destroy = symbol(library, "mecab_model_destroy", &missing),
      .tagger_destroy = symbol(library, "mecab_destroy", &missing),
      .lattice_new = symbol(library, "mecab_model_new_lattice", &missing),
      .lattice_destroy = symbol(library, "mecab_lattice_destroy", &missing),
      .lattice_clear = symbol(library, "mecab_lattice_clear", &missing),
      .set_sentence = symbol(library, "mecab_lattice_set_sentence2", &missing),
      .parse = symbol(library, "mecab_parse_lattice", &missing),
      .first_node = symbol(library, "mecab_lattice_get_bos_node", &missing),
  };
  if (missing || !(mecab.model = model_new(arguments))) {
    dlclose(library);
    return NULL;
  }
  mecab.tagger = tagger_new(mecab.model);
  hiroba_mecab *kept = mecab.tagger ? malloc(sizeof mecab) : NULL;
  if (!kept) {
    if (mecab.tagger) mecab.tagger_destroy(mecab.tagger);
    mecab.model_destroy(mecab.model);
    dlclose(library);
    return NULL;
  }
  *kept = mecab;
  return kept;
}

void hiroba_mecab_close(hiroba_mecab *mecab) {
  mecab->tagger_destroy(mecab->tagger);
  mecab->model_destroy(mecab->model);
  dlclose(mecab->library);
  free(mecab);
}

hiroba_lattice *hiroba_lattice_new(hiroba_mecab *mecab) { return (hiroba_lattice *)mecab->lattice_new(mecab->model); }

void hiroba_lattice_free(hiroba_mecab *mecab, hiroba_lattice *lattice) {
  mecab->lattice_destroy((mecab_lattice_t *)lattice);
}

static int starts_with(const char *feature, const char *prefix) {
  return strncmp(feature, prefix, strlen(prefix)) == 0;
}

int hiroba_divide(hiroba_mecab *mecab, hiroba_lattice *opaque, const char *text, uint32_t length, hiroba_word *words,
                  int capacity) {
  mecab_lattice_t *lattice = (mecab_lattice_t *)opaque;
  mecab->set_sentence(lattice, text, length);
  int count = mecab->parse(mecab->tagger, lattice) ? 0 : -1;
  for (const mecab_node_t *node = count < 0 ? NULL : mecab->first_node(lattice); node; node = node->next) {
    if (node->stat == MECAB_BOS_NODE || node->stat == MECAB_EOS_NODE) continue;
    if (count == capacity) {
      count = -1;
      break;
    }
    uint32_t start = (uint32_t)(node->surface - text);
    words[count++] = (hiroba_word){
        .start = start,
        .end = start + node->length,
        .is_known = node->stat != MECAB_UNK_NODE,
        .is_function_word = starts_with(node->feature, "助詞") || starts_with(node->feature, "助動詞"),
    };
  }
  // The lattice must not keep a pointer into the caller's text.
  mecab->lattice_clear(lattice);
  return count;
}

#else

hiroba_mecab *hiroba_mecab_open(const char *arguments) { return NULL; }
void hiroba_mecab_close(hiroba_mecab *mecab) {}
hiroba_lattice *hiroba_lattice_new(hiroba_mecab *mecab) { return NULL; }
void hiroba_lattice_free(hiroba_mecab *mecab, hiroba_lattice *lattice) {}
int hiroba_divide(hiroba_mecab *mecab, hiroba_lattice *lattice, const char *text, uint32_t length, hiroba_word *words,
                  int capacity) {
  return -1;
}

#endif
