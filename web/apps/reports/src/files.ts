import { say } from '@shanmen/ui';
import { download } from '@shanmen/ui/chart';

/** Fetches a file and saves it under a name; a refusal is said. */
export async function save(read: () => Promise<Blob>, name: string): Promise<void> {
  try {
    download(await read(), name);
  } catch (error) {
    say.problem(error);
  }
}
