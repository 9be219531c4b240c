/** Largest answer that is read, in MB: no text is as long. */
export const largestAnswer = 64;
/** The same where files may be in it. */
export const largestWithFiles = 256;
/** Largest refusal that is read, in MB; of a larger one the beginning is. Its words are at its start. */
export const largestRefusal = 4;

export const megabyte = 1024 * 1024;

/** Advice for answers that are too large where no file is asked for. */
export const checkBaseUrl = 'It was not read any further. Check the Base URL in the credential.';
