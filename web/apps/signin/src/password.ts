/** The shortest password that the server takes. */
export const PASSWORD_MIN_CHARACTERS = 8;
