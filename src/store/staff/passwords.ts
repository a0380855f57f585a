import { hash, verify } from '@node-rs/argon2';

/** argon2id as OWASP advises: 19 MiB, two passes, one lane. The hash tells its own parameters, so they may change later. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** The same password, however a keyboard composes its characters. */
const plain = (password: string): string => password.normalize('NFKC');

export const hashOf = (password: string): Promise<string> => hash(plain(password), COST);

let nobodys: Promise<string> | undefined;

/** Without a hash (no such login) it works as long, against nobody's. */
export async function isRight(password: string, passwordHash: string | undefined): Promise<boolean> {
  nobodys ??= hashOf('nobody');
  const right = await verify(passwordHash ?? (await nobodys), plain(password));
  return right && passwordHash !== undefined;
}
