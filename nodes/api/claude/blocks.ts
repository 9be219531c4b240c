import { readContent } from '../answer/content';
import type { JsonObject } from '../call';
import { isObject, tryParseJson } from '../json';
import { emptyBlock, fits, joined } from './blockTypes';

/** A block that is being put together. */
interface Started {
	block: JsonObject;
	/** As the gateway numbered it; undefined when it did not. */
	index: number | undefined;
	/** The input of a tool so far, as JSON that is not complete yet. */
	input: string[];
	/** Whether a piece has come: the first one may repeat what the block began with (MiniMax). */
	hasPieces: boolean;
	isOpen: boolean;
}

/** Most blocks of one answer. */
const mostBlocks = 1000;

/**
 * Puts the blocks of an answer together. They come one after the other; some gateways number them all alike,
 * or do not say where they begin or end.
 */
export class Blocks {
	private started: Started[] = [];
	private hasForeign = false;

	/** Whether something came that is no block, or no piece of one: what it held is missing. */
	get isUnread(): boolean {
		return this.hasForeign;
	}

	/** Begins a block, or takes it whole. */
	start(number: unknown, block: unknown): void {
		if (!isObject(block) || this.started.length >= mostBlocks) {
			this.hasForeign ||= block !== null && block !== undefined;
			return;
		}
		const index = indexOf(number);
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
			this.hasForeign ||= blocks !== null && blocks !== undefined;
			return;
		}
		if (readContent(blocks).text.length < readContent(this.list()).text.length) return;
		this.started = [];
		blocks.forEach((block: unknown, index) => {
			this.start(index, typeof block === 'string' ? { type: 'text', text: block } : block);
			this.stop(index);
		});
	}

	/** Adds a piece to its block. */
	extend(number: unknown, delta: unknown): void {
		if (!isObject(delta)) {
			this.hasForeign ||= delta !== null && delta !== undefined;
			return;
		}
		const index = indexOf(number);
		const target = this.targetOf(index, delta) ?? this.begin(index, emptyBlock(delta));
		for (const member of Object.keys(joined)) this.join(target, member, delta[member]);
		if (isObject(delta.citation)) {
			const { citations } = target.block;
			target.block.citations = [...(Array.isArray(citations) ? citations : []), delta.citation];
		}
	}

	/** Ends a block; without a number, the last one that is open. */
	stop(number: unknown): void {
		const index = indexOf(number);
		const open = this.started.filter(({ isOpen }) => isOpen);
		const ended = index === undefined ? open : open.filter((block) => block.index === index);
		const last = ended.at(-1);
		if (last !== undefined) last.isOpen = false;
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

	private begin(index: number | undefined, block: JsonObject): Started {
		const started = { index, block, input: [], hasPieces: false, isOpen: true };
		this.started.push(started);
		return started;
	}

	/** The block that a piece belongs to: an open one of that number, else the last one that is open. */
	private targetOf(index: number | undefined, delta: JsonObject): Started | undefined {
		const fitting = this.started.filter(({ block }) => fits(block, delta));
		const open = fitting.filter(({ isOpen }) => isOpen);
		const own = (list: Started[]) => list.filter((block) => block.index === index).at(-1);
		return own(open) ?? open.at(-1) ?? own(fitting);
	}

	private join(target: Started, member: string, piece: unknown): void {
		if (piece === undefined || piece === null) return;
		if (typeof piece !== 'string') {
			this.hasForeign = true;
			return;
		}
		if (member === 'partial_json') target.input.push(piece);
		else {
			const before = target.block[member];
			const begun = typeof before === 'string' ? before : '';
			const isRepetition = !target.hasPieces && begun !== '' && piece.startsWith(begun);
			target.block[member] = isRepetition ? piece : begun + piece;
		}
		target.hasPieces = true;
	}
}

function indexOf(number: unknown): number | undefined {
	const index = typeof number === 'string' && /^\d{1,4}$/.test(number) ? Number(number) : number;
	return typeof index === 'number' ? index : undefined;
}
