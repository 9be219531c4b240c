import type { Answer } from '../../conversation/case';
import { damaged } from '../damage';
import type { Random } from '../random';
import type { Put, Shelf } from './put';

type Sent = Omit<Answer, 'method' | 'path'>;

/** What servers of files send in place of a file. */
const troubles: ReadonlyArray<(put: Put, random: Random) => Sent> = [
	() => ({ type: 'image/png', body: '<!doctype html><html><title>Sign in</title></html>' }),
	() => ({ type: 'image/png', body: '{"error":{"message":"render failed"}}' }),
	() => ({ type: 'image/png', body: '' }),
	() => ({ type: 'audio/mpeg', file: 'mp3' }),
	() => ({ type: 'application/octet-stream', body: 'not yet' }),
	() => ({ status: 404, body: { message: 'No such key' } }),
	() => ({ status: 403, type: 'text/html', body: '<html><title>Forbidden</title></html>' }),
	({ bytes }, random) => ({ type: 'image/png', bytes: damaged(bytes, random)[1] }),
	() => ({ reset: true }),
];

/** The answers of the servers of all files; in trouble some fail once, or always. */
export function fileAnswers({ files, strange, random }: Shelf, isTroubled: boolean): Answer[] {
	return [...files, ...strange].flatMap((put) => {
		const at = { method: 'GET', path: put.url.replace('{host}', '') };
		const good = { ...at, type: 'application/octet-stream', bytes: put.bytes };
		if (!isTroubled || random.chance(0.3)) return [good];
		const trouble = { ...at, ...random.pick(troubles)(put, random) };
		return random.chance(0.5) ? [trouble, good] : [trouble];
	});
}
