#ifndef HIROBA_CCURL_H
#define HIROBA_CCURL_H
#endif
