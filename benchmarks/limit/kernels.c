/* The loops that a step spends its time in, as C: the practical limit of the product.
 * Square arrays are N by N in rows; all sizes are 64-bit integers, all numbers doubles. */
#include <math.h>
#include <stdint.h>
#include <stdlib.h>

typedef int64_t size;
typedef unsigned __int128 wide;

/* What each state knows of each other one, by itself and through its partners (equation 4). */
void knowledge(double *restrict known, const double *restrict information,
               const double *restrict contact, size n) {
    for (size i = 0; i < n; i++) {
        double *restrict row = known + i * n;
        for (size j = 0; j < n; j++)
            row[j] = (1 - information[i * n + j]) * (1 - contact[i * n + j]);
        for (size k = 0; k < n; k++) {
            const double share = information[i * n + k];
            if (share == 0.0) continue;
            for (size j = 0; j < n; j++) row[j] *= 1 - share * contact[k * n + j];
        }
        for (size j = 0; j < n; j++) row[j] = 1 - row[j];
        row[i] = 1;
    }
}

/* Sum over k of sparse_ik other_kj, most of sparse being 0. */
void product(double *restrict found, const double *restrict sparse,
             const double *restrict other, size n) {
    for (size i = 0; i < n; i++) {
        double *restrict row = found + i * n;
        for (size j = 0; j < n; j++) row[j] = 0;
        for (size k = 0; k < n; k++) {
            const double weight = sparse[i * n + k];
            if (weight == 0.0) continue;
            for (size j = 0; j < n; j++) row[j] += weight * other[k * n + j];
        }
    }
}

/* How far two states fear the same states (equation 6); each pair once. */
void common_threat(double *restrict common, const double *restrict threat,
                   const double *restrict felt, size n) {
    double *restrict size_of = malloc((size_t)n * sizeof(double));
    for (size i = 0; i < n; i++) {
        double square = 0;
        for (size k = 0; k < n; k++) square += threat[i * n + k] * threat[i * n + k];
        size_of[i] = square > 0 ? sqrt(square) : 1;
    }
    for (size i = 0; i < n; i++) {
        const double *restrict one = threat + i * n;
        common[i * n + i] = 0;
        for (size j = i + 1; j < n; j++) {
            const double *restrict other = threat + j * n;
            double alike = 0;
#pragma omp simd reduction(+ : alike)
            for (size k = 0; k < n; k++) alike += one[k] * other[k];
            alike *= sqrt(felt[i] * felt[j]) / (size_of[i] * size_of[j]);
            common[i * n + j] = common[j * n + i] = alike;
        }
    }
    free(size_of);
}

/* Utility of candidates: sum over channels of what a unit is worth times what a tool brings. */
void combine(double *restrict found, const double *const *values, const double *restrict units,
             const size *restrict tool, const size *restrict place, size channels, size tools,
             size number) {
    size *restrict brings = malloc((size_t)(channels * tools) * sizeof(size));
    size *restrict count = calloc((size_t)tools, sizeof(size));
    for (size k = 0; k < tools; k++)
        for (size c = 0; c < channels; c++)
            if (units[c * tools + k] != 0.0) brings[k * channels + count[k]++] = c;
    for (size m = 0; m < number; m++) {
        const size k = tool[m], at = place[m];
        const size *restrict mine = brings + k * channels;
        double total = 0;
        for (size b = 0; b < count[k]; b++) total += values[mine[b]][at] * units[mine[b] * tools + k];
        found[m] = total;
    }
    free(brings);
    free(count);
}

/* Uniform numbers at ascending places of a stream: Philox 4x64 with ten rounds. */
void draw_at(double *restrict numbers, const size *restrict places, size number,
             const uint64_t *restrict key, uint64_t step) {
    const uint64_t m0 = 0xD2E7470EE14C6C93u, m1 = 0xCA5A826395121157u;
    uint64_t four[4] = {0, 0, 0, 0};
    size last = -1;
    for (size p = 0; p < number; p++) {
        const size block = places[p] / 4;
        if (block != last) {
            uint64_t a = (uint64_t)block + 1, b = 0, c = 0, d = step, k0 = key[0], k1 = key[1];
            for (int round = 0; round < 10; round++) {
                const wide first = (wide)a * m0, second = (wide)c * m1;
                a = (uint64_t)(second >> 64) ^ b ^ k0;
                b = (uint64_t)second;
                c = (uint64_t)(first >> 64) ^ d ^ k1;
                d = (uint64_t)first;
                k0 += 0x9E3779B97F4A7C15u;
                k1 += 0xBB67AE8584CAA73Bu;
            }
            four[0] = a, four[1] = b, four[2] = c, four[3] = d;
            last = block;
        }
        numbers[p] = (double)(four[places[p] % 4] >> 11) * 0x1p-53;
    }
}
