#include "CLCMS.h"

#include <lcms2.h>
#include <lcms2_plugin.h>
#include <stdlib.h>
#include <string.h>

enum {
  /// Some times what the largest table of a usable profile takes.
  maxAllocation = 64 * 1024 * 1024,
  /// The colors that tell whether a transform changes anything: grays, and steps a channel.
  probeGrays = 52,
  probeSteps = 5,
  probeCount = probeGrays + probeSteps * probeSteps * probeSteps,
};

struct CLCMSTransform {
  cmsContext context;
  cmsHTRANSFORM lcms;
  CLCMSSamples samples;
};

static void *allocate(cmsContext context, cmsUInt32Number size) {
  (void)context;
  return size == 0 || size > maxAllocation ? NULL : malloc(size);
}

static void release(cmsContext context, void *memory) {
  (void)context;
  free(memory);
}

static void *resize(cmsContext context, void *memory, cmsUInt32Number size) {
  (void)context;
  return size > maxAllocation ? NULL : realloc(memory, size);
}

/// Profiles come from strangers, and may claim tables of gigabytes.
static cmsPluginMemHandler boundedMemory = {
  .base = {
    .Magic = cmsPluginMagicNumber,
    .ExpectedVersion = 2060,
    .Type = cmsPluginMemHandlerSig,
  },
  .MallocPtr = allocate,
  .FreePtr = release,
  .ReallocPtr = resize,
};

static bool hasAlpha(CLCMSSamples samples) { return samples.channels == 4 && !samples.inks; }

/// lcms's word for the rows that come in; 0 when the profile's colors are not those of the samples.
static cmsUInt32Number inFormat(cmsHPROFILE profile, CLCMSSamples samples) {
  cmsUInt32Number bytes = BYTES_SH(samples.bits / 8);
  switch (cmsGetColorSpace(profile)) {
  case cmsSigRgbData:
    if (samples.inks) return 0;
    return COLORSPACE_SH(PT_RGB) | CHANNELS_SH(3) | EXTRA_SH(samples.channels - 3) | bytes;
  case cmsSigGrayData:
    if (!samples.gray || samples.inks) return 0;
    // Green and blue are copies, to be passed over.
    return COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1) | EXTRA_SH(samples.channels - 1) | bytes;
  case cmsSigCmykData:
    if (!samples.inks) return 0;
    return COLORSPACE_SH(PT_CMYK) | CHANNELS_SH(4) | FLAVOR_SH(samples.inverted) | bytes;
  default:
    return 0;
  }
}

static bool isOfPixels(cmsHPROFILE profile) {
  switch (cmsGetDeviceClass(profile)) {
  case cmsSigInputClass:
  case cmsSigDisplayClass:
  case cmsSigOutputClass:
  case cmsSigColorSpaceClass:
    return true;
  default:
    return false;
  }
}

/// Whether the transform leaves every color within one step of what it was: by some grays and a grid
/// of colors. Inks are never sRGB.
static bool changesNothing(const CLCMSTransform *transform) {
  CLCMSSamples samples = transform->samples;
  if (samples.inks) return false;
  uint8_t values[probeCount][3];
  int count = 0;
  for (; count < probeGrays; count++) memset(values[count], count * 255 / (probeGrays - 1), 3);
  for (int index = 0; !samples.gray && index < probeCount - probeGrays; index++, count++) {
    for (int channel = 0, rest = index; channel < 3; channel++, rest /= probeSteps) {
      values[count][channel] = (uint8_t)(rest % probeSteps * 255 / (probeSteps - 1));
    }
  }
  for (int index = 0; index < count; index++) {
    uint16_t deep[4] = {0};
    uint8_t shallow[4] = {0}, out[4];
    for (int channel = 0; channel < 3; channel++) {
      shallow[channel] = values[index][channel];
      deep[channel] = (uint16_t)(shallow[channel] * 257);
    }
    clcms_row(transform, samples.bits == 16 ? (const uint8_t *)deep : shallow, out, 1);
    for (int channel = 0; channel < 3; channel++) {
      if (abs(out[channel] - values[index][channel]) > 1) return false;
    }
  }
  return true;
}

static cmsHTRANSFORM connect(
  cmsContext context, cmsHPROFILE from, cmsUInt32Number in, cmsHPROFILE to, CLCMSSamples samples,
  cmsUInt32Number flags
) {
  return cmsCreateTransformTHR(
    context, from, in, to, hasAlpha(samples) ? TYPE_RGBA_8 : TYPE_RGB_8, INTENT_PERCEPTUAL,
    flags | cmsFLAGS_BLACKPOINTCOMPENSATION);
}

/// Takes the profile over, which may be NULL, and the context.
static CLCMSTransform *make(cmsContext context, cmsHPROFILE profile, CLCMSSamples samples) {
  CLCMSTransform *transform = calloc(1, sizeof *transform);
  cmsHPROFILE target = cmsCreate_sRGBProfileTHR(context);
  cmsUInt32Number in = profile && isOfPixels(profile) ? inFormat(profile, samples) : 0;
  if (transform && target && in) {
    *transform = (CLCMSTransform){.samples = samples};
    // Most profiles are sRGB: that is found out before tables are made that cost milliseconds.
    transform->lcms = connect(context, profile, in, target, samples, cmsFLAGS_NOOPTIMIZE);
    bool isNeeded = transform->lcms && !changesNothing(transform);
    if (transform->lcms) cmsDeleteTransform(transform->lcms);
    transform->lcms = isNeeded ? connect(context, profile, in, target, samples, 0) : NULL;
  }
  if (profile) cmsCloseProfile(profile);
  if (target) cmsCloseProfile(target);
  if (transform && transform->lcms) {
    transform->context = context;
    return transform;
  }
  free(transform);
  cmsDeleteContext(context);
  return NULL;
}

CLCMSTransform *clcms_from_profile(const uint8_t *profile, size_t size, CLCMSSamples samples) {
  if (size > UINT32_MAX) return NULL;
  cmsContext context = cmsCreateContext(&boundedMemory, NULL);
  if (!context) return NULL;
  return make(context, cmsOpenProfileFromMemTHR(context, profile, (uint32_t)size), samples);
}

CLCMSTransform *clcms_from_space(CLCMSSpace space, CLCMSSamples samples) {
  // IEC 61966-2-1, as the ICC's parametric curve of type 4.
  static const double sRGB[5] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
  cmsContext context = cmsCreateContext(&boundedMemory, NULL);
  if (!context) return NULL;
  cmsToneCurve *curve = space.exponent > 0 ? cmsBuildGamma(context, space.exponent)
                                           : cmsBuildParametricToneCurve(context, 4, sRGB);
  cmsHPROFILE profile = NULL;
  if (curve) {
    cmsCIExyY white = {space.white[0], space.white[1], 1};
    cmsCIExyYTRIPLE primaries = {
      {space.red[0], space.red[1], 1},
      {space.green[0], space.green[1], 1},
      {space.blue[0], space.blue[1], 1},
    };
    profile = cmsCreateRGBProfileTHR(
      context, &white, &primaries, (cmsToneCurve *[3]){curve, curve, curve});
    cmsFreeToneCurve(curve);
  }
  return make(context, profile, samples);
}

void clcms_row(const CLCMSTransform *transform, const uint8_t *in, uint8_t *out, uint32_t count) {
  cmsDoTransform(transform->lcms, in, out, count);
  if (!hasAlpha(transform->samples)) return;
  if (transform->samples.bits == 8) {
    for (size_t at = 3; at < (size_t)count * 4; at += 4) out[at] = in[at];
    return;
  }
  for (size_t at = 3; at < (size_t)count * 4; at += 4) {
    uint16_t alpha;
    memcpy(&alpha, in + at * 2, sizeof alpha);
    out[at] = (uint8_t)((alpha * 255u + 32767) / 65535);
  }
}

void clcms_close(CLCMSTransform *transform) {
  cmsDeleteTransform(transform->lcms);
  cmsDeleteContext(transform->context);
  free(transform);
}
