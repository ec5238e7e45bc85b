/** The longest header that is read; the longest honest signature (RSA-8192) has about 2,000 characters. */
export const MOST_CHARACTERS = 8_192;
/** The most headers and parts that one signature may cover. */
export const MOST_COMPONENTS = 32;
/** The most signatures on one request that are looked at. */
export const MOST_SIGNATURES = 4;
