/**
 * The 1-skill learner as one writes it in C: texts of Poisson size choose skills uniformly, both directions are stored as
 * lists, and a stack of skills tells texts, each of which keeps the number of its unlearned skills and their exclusive or.
 *
 *     gcc -O3 -march=native -o learn learn.c -lm && ./learn 100000 2.6 5 3
 *
 * Prints a line of JSON a repetition: edges, learned skills, nanoseconds of CPU time to generate and to learn, and
 * the bytes of memory at the peak beyond those at the start.
 */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static uint64_t state[2] = {0x9e3779b97f4a7c15u, 0xbf58476d1ce4e5b9u};

static inline uint64_t rotate(uint64_t x, int k) { return x << k | x >> (64 - k); }

/** xoroshiro128+ of Blackman and Vigna. */
static inline uint64_t next(void) {
  uint64_t a = state[0], b = state[1], result = a + b;
  b ^= a;
  state[0] = rotate(a, 24) ^ b ^ (b << 16);
  state[1] = rotate(b, 37);
  return result;
}

static inline double uniform(void) { return (double)(next() >> 11) * 0x1p-53; }

static inline uint32_t below(uint32_t n) { return (uint32_t)(((next() >> 32) * n) >> 32); }

static uint32_t poisson(double limit) {
  uint32_t count = 0;
  for (double product = uniform(); product > limit; product *= uniform()) count++;
  return count;
}

static double cpu(void) {
  struct timespec now;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return now.tv_sec * 1e9 + now.tv_nsec;
}

/** Kilobytes of memory at the peak, of this program alone: ru_maxrss also knows of the one that started it. */
static long peak(void) {
  FILE *status = fopen("/proc/self/status", "r");
  long kilobytes = 0;
  if (status == NULL) return 0;
  for (char line[256]; fgets(line, sizeof line, status) != NULL;) {
    if (sscanf(line, "VmHWM: %ld", &kilobytes) == 1) break;
  }
  fclose(status);
  return kilobytes;
}

static void *take(size_t bytes) {
  void *memory = malloc(bytes);
  if (memory == NULL) exit(1);
  return memory;
}

int main(int argc, char **argv) {
  if (argc < 5) return 2;
  const long before = peak();
  const uint32_t skills = (uint32_t)atof(argv[1]);
  const uint32_t texts = (uint32_t)llround(atof(argv[2]) * skills);
  const double mean = atof(argv[3]), limit = exp(-mean);
  for (int repetition = atoi(argv[4]); repetition > 0; repetition--) {
    double begin = cpu();
    const size_t room = (size_t)(texts * mean + 12 * sqrt(texts * mean) + 64);
    uint32_t *skill_of_edge = take(4 * room);
    uint32_t *offset = calloc(skills + 2, 4);
    uint32_t *count = take(4 * (size_t)texts), *sum = take(4 * (size_t)texts);
    size_t edges = 0;
    for (uint32_t text = 0; text < texts; text++) {
      uint32_t size = poisson(limit), all = 0;
      for (uint32_t i = 0; i < size; i++) {
        uint32_t skill = below(skills);
        skill_of_edge[edges++] = skill;
        offset[skill + 2]++;
        all ^= skill;
      }
      count[text] = size;
      sum[text] = all;
    }
    for (uint32_t skill = 2; skill <= skills + 1; skill++) offset[skill] += offset[skill - 1];
    uint32_t *text_of_edge = take(4 * edges);
    for (size_t text = 0, edge = 0; text < texts; text++) {
      for (uint32_t i = 0; i < count[text]; i++, edge++) text_of_edge[offset[skill_of_edge[edge] + 1]++] = (uint32_t)text;
    }
    double generated = cpu();

    uint8_t *learned = calloc(skills, 1);
    uint32_t *stack = take(4 * (size_t)skills), depth = 0, total = 0;
    for (uint32_t text = 0; text < texts; text++) {
      if (count[text] == 1 && !learned[sum[text]]) learned[sum[text]] = 1, stack[depth++] = sum[text];
    }
    while (depth > 0) {
      uint32_t skill = stack[--depth];
      total++;
      for (uint32_t edge = offset[skill]; edge < offset[skill + 1]; edge++) {
        uint32_t text = text_of_edge[edge];
        sum[text] ^= skill;
        if (--count[text] == 1 && !learned[sum[text]]) learned[sum[text]] = 1, stack[depth++] = sum[text];
      }
    }
    double ended = cpu();
    printf("{\"edges\":%zu,\"learned\":%u,\"generate\":%.0f,\"learn\":%.0f,\"bytes\":%ld}\n", edges, total,
           generated - begin, ended - generated, (peak() - before) * 1024L);
    fflush(stdout);
    free(skill_of_edge), free(offset), free(count), free(sum), free(text_of_edge), free(learned), free(stack);
  }
  return 0;
}
