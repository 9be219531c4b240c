import { mergeTop } from '../chat/merge';
import { isObject, type JsonObject, numberOf } from '../json';
import { isMessage } from './outputItems';
import {
	addPiece,
	finishItem,
	kindOfPlace,
	mostItems,
	piecesOf,
	type Place,
	setWhole,
	type StartedItem,
} from './startedItem';

/**
 * Puts the items of a streamed answer together. They belong together by `output_index`: Copilot gives every event
 * another `item_id`. Ollama gives a text and its calls the same index; an item with another ID that is announced is
 * another one.
 */
export class Items {
	private readonly started: StartedItem[] = [];
	private hasUnread = false;

	/** Whether something came that is no item, or belongs to none, so that a part is missing. */
	get isUnread(): boolean {
		return this.hasUnread;
	}

	/** How many there are. */
	get count(): number {
		return this.started.length;
	}

	/** An item is announced. */
	open(index: unknown, item: unknown): void {
		if (!isObject(item)) return this.noteUnread(item);
		const number = indexOf(index);
		const known = this.latest(number);
		const isSame = known !== undefined && number !== undefined && isSameItem(known.item, item);
		// Announced under another ID it is another one.
		if (isSame && (isSameId(known.item, item) || (item.id ?? known.item.id ?? null) === null))
			mergeTop(known.item, item);
		else this.begin(number, item);
	}

	/** An item is over, and comes whole. */
	close(index: unknown, item: unknown): void {
		if (!isObject(item)) return this.noteUnread(item);
		const number = indexOf(index);
		const same = this.started.filter((one) => one.index === number && isSameItem(one.item, item));
		const known = same.find((one) => isSameId(one.item, item)) ?? same.at(-1);
		if (known) mergeTop(known.item, item);
		else this.begin(number, item);
	}

	/** A piece of a text, or the whole of it. */
	take(place: Place, event: JsonObject, text: unknown, isWhole: boolean): void {
		if (typeof text !== 'string') return this.noteUnread(text);
		const part = numberOf(event.content_index ?? event.summary_index, 4) ?? 0;
		const target = this.targetOf(place, event);
		if (target === undefined) this.hasUnread = true;
		else if (isWhole) setWhole(target, place, part, text);
		else addPiece(target, place, part, text);
		const { name } = event;
		if (target && typeof name === 'string' && name !== '') target.item.name ??= name;
	}

	/** A part of a message, announced or over. */
	takePart(event: JsonObject): void {
		const { part } = event;
		if (!isObject(part)) return;
		const ofSummary = /summary/.test(String(event.type));
		const isThought = ofSummary || /reason|summary/.test(String(part.type));
		const isRefusal = part.type === 'refusal' && !isThought;
		const words = isRefusal ? part.refusal : part.text;
		const where = isThought ? (ofSummary ? 'summary' : 'thought') : isRefusal ? 'refusal' : 'text';
		if (typeof words === 'string' && words !== '') this.take(where, event, words, true);
	}

	/** The text so far of all messages, but for what the model says while it works. */
	get text(): string {
		const messages = this.started.filter(
			({ item }) => isMessage(item) && item.phase !== 'commentary',
		);
		return messages.map((one) => piecesOf(one, 'text')).join('');
	}

	/** The items in the order of their index; without one, in that of their arrival. */
	list(): JsonObject[] {
		const isOrdered = this.started.every(({ index }) => index !== undefined);
		const ordered = isOrdered
			? [...this.started].sort((one, other) => (one.index ?? 0) - (other.index ?? 0))
			: this.started;
		return ordered.map(finishItem);
	}

	/** The item that a piece belongs to: of that index and kind; a piece that comes before its item begins one. */
	private targetOf(place: Place, event: JsonObject): StartedItem | undefined {
		const kind = kindOfPlace[place];
		const index = indexOf(event.output_index);
		const fitting = this.started.filter(
			(one) => one.item.type === kind && (index === undefined || one.index === index),
		);
		const named = fitting.find(
			({ item }) => (item.id ?? null) !== null && item.id === event.item_id,
		);
		const target = named ?? fitting.at(-1);
		if (target !== undefined) return target;
		return this.begin(index, { type: kind, ...(kind === 'message' ? { role: 'assistant' } : {}) });
	}

	private latest(index: number | undefined): StartedItem | undefined {
		return this.started.filter((one) => one.index === index).at(-1);
	}

	private begin(index: number | undefined, item: JsonObject): StartedItem | undefined {
		if (this.started.length >= mostItems) {
			this.hasUnread = true;
			return undefined;
		}
		const started: StartedItem = { index, item: { ...item }, pieces: {} };
		this.started.push(started);
		return started;
	}

	private noteUnread(value: unknown): void {
		this.hasUnread ||= value !== null && value !== undefined;
	}
}

function indexOf(value: unknown): number | undefined {
	const index = numberOf(value, 4) ?? NaN;
	return Number.isInteger(index) && index >= 0 ? index : undefined;
}

/** Whether two forms of an item may be of one: of one kind, and not two calls. The ID of an item may differ, that of a call not. */
export function isSameItem(one: JsonObject, other: JsonObject): boolean {
	if (one.type !== other.type) return false;
	const [id, otherId] = [one.call_id ?? null, other.call_id ?? null];
	return id === null || otherId === null || id === otherId;
}

function isSameId(one: JsonObject, other: JsonObject): boolean {
	const isSame = (name: string) => (other[name] ?? null) !== null && one[name] === other[name];
	return isSame('call_id') || isSame('id');
}
