/** What the tool cannot do, said to a person: one sentence, and what to do next. Ends a command with exit code 2. */
export class Refusal extends Error {
  readonly hint: string | undefined;

  constructor(message: string, hint?: string) {
    super(message);
    this.name = 'Refusal';
    this.hint = hint;
  }
}
