import { failure, type Failure } from '../failure';
import { fileType } from '../file/type';
import { isObject, type JsonObject } from '../json';
import type { Assembly } from '../readers/eventStream';
import type { Reading } from '../readers/reader';
import { laterUsage, spent, usageIn } from '../usage/usage';

/** Members with a piece of the sound, in base64 or hex, or with the object that has it: OpenAI; MiniMax. */
const pieceMembers = ['audio', 'delta', 'data'];
/** How deep a piece may lie. */
const deepest = 3;
const base64 = /^[\w+/=-]+$/;
/** What is looked at to tell encodings, in characters. */
const sample = 1_000;
const endEvent = /done|complete|finish/i;

/**
 * Puts streamed audio together: pieces (`speech.audio.delta`) until an event says that it is over (`speech.audio.done`;
 * at MiniMax `status` 2, with the whole audio once more).
 */
export class SpeechEvents implements Assembly<Uint8Array> {
	private sound = Buffer.alloc(0);
	private encoding: 'base64' | 'hex' | undefined;
	private usage: JsonObject | null = null;
	private done = false;
	/** Whether there was only one event, which does not call itself a piece. */
	private isAlone = false;
	private count = 0;

	add(chunk: JsonObject): boolean {
		const told = usageIn(chunk);
		this.usage = laterUsage(this.usage, told);
		const piece = pieceIn(chunk, 0);
		const status = isObject(chunk.data) ? chunk.data.status : chunk.status;
		const isOver = endEvent.test(String(chunk.type ?? '')) || status === 2;
		if (piece !== undefined) this.append(piece, isOver);
		this.isAlone = ++this.count === 1 && chunk.type === undefined && status === undefined;
		this.done ||= isOver;
		return piece !== undefined || isOver || told !== null;
	}

	isComplete(): boolean {
		return this.done && this.hasBegun();
	}

	hasBegun(): boolean {
		return this.sound.length > 0;
	}

	partial(): Partial<Failure> {
		return spent(this.usage);
	}

	result(): Reading<Uint8Array> {
		return { value: this.sound, usage: this.usage };
	}

	/** A single event is the whole sound. Events that hold none would come the same again. */
	ended(): Reading<Uint8Array> | undefined {
		if (this.isAlone && this.hasBegun()) return this.result();
		const message = 'The answer is a stream without audio';
		const why = failure('malformed', { status: 200, message, retryable: false });
		return this.hasBegun() ? undefined : { failure: why };
	}

	private append(piece: string, isOver: boolean): void {
		this.encoding ??= isHex(piece) ? 'hex' : 'base64';
		const bytes = Buffer.from(piece, this.encoding);
		const { sound } = this;
		// The last piece may be the whole sound once more; two pieces of silence can be alike.
		const isLonger = bytes.length > sound.length || (isOver && bytes.length === sound.length);
		const isWhole = isLonger && bytes.subarray(0, sound.length).equals(sound);
		this.sound = isWhole ? bytes : Buffer.concat([sound, bytes]);
	}
}

function pieceIn(value: unknown, depth: number): string | undefined {
	if (typeof value === 'string') return base64.test(value.slice(0, sample)) ? value : undefined;
	if (!isObject(value) || depth >= deepest) return undefined;
	return pieceMembers
		.map((name) => pieceIn(value[name], depth + 1))
		.find((piece) => piece !== undefined);
}

function isHex(piece: string): boolean {
	if (!/^[0-9a-f]+$/i.test(piece.slice(0, sample))) return false;
	return fileType(Buffer.from(piece.slice(0, 64), 'hex')) !== undefined;
}
