/** What an authenticator app needs to be set up. */
export interface NewSecret {
  readonly secret: string;
  /** For a QR code: `otpauth://…` */
  readonly address: string;
  /** The QR code as an address of an SVG picture. */
  readonly picture: string;
}

/** Codes that an authenticator app makes from a shared secret and the time (RFC 6238). */
export interface OneTimePasswords {
  newSecret(): string;
  describe(secret: string, issuer: string, account: string): NewSecret;
  /** The time step whose code this is, at most one step early or late; null when it is none. */
  stepOf(secret: string, code: string, now: Date): number | null;
  /** Codes for the day on which the app is lost, each at least 50 bits, fit to be typed from paper. */
  newRecoveryCodes(count: number): readonly string[];
}
