import { fileType } from '../file/type';
import { decode } from './charset';
import { noHead } from './head';
import type { Reader, ResponseHead } from './reader';
import { isEventStream } from './sse';

/** A line that only an event stream has: a field of it, or a comment. */
const eventLine = /^(data|event|id|retry|error)?:|^(data|event)$/m;
const fields = ['data:', 'event:', 'id:', 'retry:'];
/** How an answer begins that is one body: JSON, a page. */
const bodyStart = /^[{["<\d]/;

const openingBrace = 123;

/** After so many bytes it is decided by the claimed type, when they do not tell. */
const enough = 65_536;

/**
 * Reads an answer as one body or as an event stream, by what arrives: gateways answer with JSON where a stream was
 * asked for, and the other way round. It is decided as soon as the bytes tell, however they are cut; if they never
 * do, by the type that the answer claims.
 *
 * @param plain reads one body, and every status of 300 and more
 * @param streamed makes a reader for the events of a good answer
 */
export function jsonOrEventStreamReader<T>(
	plain: Reader<T>,
	streamed: (head: ResponseHead) => Reader<T>,
): Reader<T> {
	let head = noHead;
	let reader: Reader<T> | undefined;
	let waiting: Uint8Array[] = [];
	let size = 0;

	/** Returns whether more is wanted. */
	const decide = (isOver: boolean): boolean => {
		const [only, ...more] = waiting;
		const bytes = only && more.length === 0 ? only : Buffer.concat(waiting);
		const kind = kindOf(head, bytes, isOver || size > enough);
		if (kind === undefined) return true;
		reader = kind === 'events' ? streamed(head) : plain;
		reader.head(head);
		waiting = [];
		return reader.push(bytes);
	};
	return {
		head(received) {
			head = received;
		},
		push(bytes) {
			size += bytes.byteLength;
			if (reader !== undefined) return reader.push(bytes);
			waiting.push(bytes);
			return decide(false);
		},
		*prepare() {
			if (reader === undefined) decide(true);
			yield* (reader ?? plain).prepare?.() ?? [];
		},
		end() {
			if (reader === undefined) decide(true);
			return (reader ?? plain).end();
		},
		partial: () => reader?.partial?.() ?? {},
		// As long as it is not decided what the answer is, nothing of it counts.
		progress: () => (reader === undefined ? 0 : (reader.progress?.() ?? size)),
		isComplete: () => reader?.isComplete?.() ?? false,
	};
}

function kindOf(
	head: ResponseHead,
	bytes: Uint8Array,
	isLast: boolean,
): 'body' | 'events' | undefined {
	if (head.status >= 300 || bytes[0] === openingBrace || isFile(head, bytes)) return 'body';
	const text = decode(bytes, head).replace(/^[\uFEFF\uFFFD]?\s*/, '');
	if (bodyStart.test(text)) return 'body';
	// The last line may not be complete.
	const lastBreak = Math.max(text.lastIndexOf('\n'), text.lastIndexOf('\r'));
	const lines = isLast ? text : text.slice(0, lastBreak + 1);
	if (eventLine.test(lines) || /^(data|event|id|retry)?:/.test(text)) return 'events';
	if (!isLast) return undefined;
	// A stream that was cut off within its first field.
	if (text !== '' && fields.some((field) => field.startsWith(text))) return 'events';
	return isEventStream(head) ? 'events' : 'body';
}

/** The bytes of a picture or a sound are no text: lines of events may be found in them by chance. */
function isFile({ headers }: ResponseHead, bytes: Uint8Array): boolean {
	return /^(image|audio|video)\//i.test(headers['content-type'] ?? '') || !!fileType(bytes);
}
