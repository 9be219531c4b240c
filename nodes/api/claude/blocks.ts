import { readContent } from '../answer/content';
import { isObject, type JsonObject, numberOf, tryParseJson } from '../json';
import { emptyBlock, joinedMembers, mayBelong } from './blockTypes';

/** A block that is being put together. */
interface StartedBlock {
	block: JsonObject;
	/** As the gateway numbered it; undefined when it did not. */
	index: number | undefined;
	/** The input of a tool so far, as JSON that is not complete yet. */
	input: string[];
	/** Whether a piece has come: the first one may repeat what the block began with (MiniMax). */
	hasPieces: boolean;
	isOpen: boolean;
}

/** Most blocks of one answer, streamed or whole. */
export const mostBlocks = 1000;

/**
 * Puts the blocks of an answer together. They come one after the other; some gateways number them all alike,
 * or do not say where they begin or end.
 */
export class Blocks {
	private started: StartedBlock[] = [];
	private hasUnread = false;

	/** Whether something came that is no block and no piece of one, so that a part is missing. */
	get isUnread(): boolean {
		return this.hasUnread;
	}

	/** Begins a block, or takes a whole one; the type of one that comes without is told by its pieces. */
	start(number: unknown, given: unknown): void {
		const block = given ?? {};
		if (!isBlock(block) || this.started.length >= mostBlocks) {
			this.hasUnread = true;
			return;
		}
		const index = numberOf(number, 4);
		const known = this.started.filter((other) => other.index === index).at(-1);
		const isRepeated =
			known !== undefined &&
			!known.hasPieces &&
			JSON.stringify(known.block) === JSON.stringify(block);
		if (!isRepeated) this.begin(index, { ...block });
	}

	/** Takes the content of a whole message; one with less text in it than there is already adds nothing. */
	replace(content: unknown): void {
		const blocks = typeof content === 'string' ? [{ type: 'text', text: content }] : content;
		if (!Array.isArray(blocks)) {
			this.hasUnread ||= blocks !== null && blocks !== undefined;
			return;
		}
		const known = this.started.map(({ block }) => block);
		if (readContent(blocks).text.length < readContent(known).text.length) return;
		this.started = [];
		blocks.forEach((block: unknown, index) => {
			this.start(index, typeof block === 'string' ? { type: 'text', text: block } : block);
			this.stop(index);
		});
	}

	/** Adds a piece to its block. */
	extend(number: unknown, delta: unknown): void {
		if (!isObject(delta)) {
			this.hasUnread ||= delta !== null && delta !== undefined;
			return;
		}
		const index = numberOf(number, 4);
		const known = this.targetOf(index, delta);
		if (known === undefined && this.started.length >= mostBlocks) {
			this.hasUnread = true;
			return;
		}
		const target = known ?? this.begin(index, emptyBlock(delta));
		if (Object.keys(target.block).length === 0) target.block = emptyBlock(delta);
		for (const member of Object.keys(joinedMembers)) this.join(target, member, delta[member]);
		if (isObject(delta.citation)) {
			const { citations } = target.block;
			if (Array.isArray(citations)) citations.push(delta.citation);
			else target.block.citations = [delta.citation];
		}
	}

	/** Ends a block; the last one that is open, where none has that number. */
	stop(number: unknown): void {
		const index = numberOf(number, 4);
		const open = this.started.filter(({ isOpen }) => isOpen);
		const ended = open.filter((block) => block.index === index).at(-1) ?? open.at(-1);
		if (ended !== undefined) ended.isOpen = false;
	}

	/** The blocks so far: in the order of their numbers where these count them, else as they came. */
	list(): JsonObject[] {
		const { length } = this.started;
		const numbers = new Set(this.started.map(({ index }) => index));
		const isCounted = Array.from({ length }, (_, number) => number).every((n) => numbers.has(n));
		const ordered = isCounted
			? [...this.started].sort((one, other) => (one.index ?? 0) - (other.index ?? 0))
			: this.started;
		return ordered.map(({ block, input }) => {
			const json = input.join('');
			return json === '' ? block : { ...block, input: tryParseJson(json) ?? json };
		});
	}

	private begin(index: number | undefined, block: JsonObject): StartedBlock {
		const started = { index, block, input: [], hasPieces: false, isOpen: true };
		this.started.push(started);
		return started;
	}

	/** The block that a piece belongs to: an open one of that number, else the last one that is open. */
	private targetOf(index: number | undefined, delta: JsonObject): StartedBlock | undefined {
		const fitting = this.started.filter(({ block }) => mayBelong(block, delta));
		const own = fitting.filter((block) => index !== undefined && block.index === index);
		const open = own.filter(({ isOpen }) => isOpen).at(-1);
		const closed = own.at(-1);
		// The input of a tool that is over is complete.
		const isOver = closed !== undefined && closed.input.length > 0;
		return open ?? fitting.filter(({ isOpen }) => isOpen).at(-1) ?? (isOver ? undefined : closed);
	}

	private join(target: StartedBlock, member: string, piece: unknown): void {
		if (piece === undefined || piece === null) return;
		if (typeof piece !== 'string') {
			this.hasUnread = true;
			return;
		}
		if (member === 'partial_json') target.input.push(piece);
		else {
			const before = target.block[member] ?? '';
			const begun = typeof before === 'string' ? before : '';
			this.hasUnread ||= typeof before !== 'string';
			const isRepetition = !target.hasPieces && begun !== '' && piece.startsWith(begun);
			target.block[member] = isRepetition ? piece : begun + piece;
		}
		target.hasPieces = true;
	}
}

/** Whether it has a type or a text, or nothing yet: then its pieces tell its type. */
function isBlock(block: unknown): block is JsonObject {
	if (!isObject(block)) return false;
	const isTold = typeof block.type === 'string' || typeof block.text === 'string';
	return isTold || Object.keys(block).length === 0;
}
