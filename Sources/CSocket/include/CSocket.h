#ifndef HIROBA_CSOCKET_H
#define HIROBA_CSOCKET_H
#endif
