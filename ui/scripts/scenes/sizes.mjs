// The windows that pictures are taken in: as it opens, as small as it must still work, and at 200 %.
export const WIDE = { width: 1360, height: 850 };
export const SMALL = { width: 1024, height: 700 };
export const ZOOMED = { width: 680, height: 425 };
