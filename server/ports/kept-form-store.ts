/** What somebody typed into a form and has not saved yet. */
export interface KeptForm {
  readonly user: string;
  /** The address of the form, without its language. */
  readonly path: string;
  /** By the names of the controls. */
  readonly body: Readonly<Record<string, readonly string[]>>;
  readonly at: string;
}

export interface KeptFormStore {
  find(user: string, path: string): Promise<KeptForm | undefined>;
  /** In the place of what was kept for that path before; of a person's forms the newest `most` stay. */
  keep(form: KeptForm, most: number): Promise<void>;
  forget(user: string, path: string): Promise<void>;
  /** Newest first. */
  ofUser(user: string): Promise<KeptForm[]>;
  forgetUser(user: string): Promise<void>;
  /** Some of those kept before that instant; to be called again and again. */
  forgetBefore(instant: string): Promise<void>;
}
