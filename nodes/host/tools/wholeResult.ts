import { mostOfResult } from '../../api/tool/resultText';

/** What RxJS and the like have. */
interface Observable {
	subscribe(observer: {
		next(value: unknown): void;
		error(why: unknown): void;
		complete(): void;
	}): { unsubscribe?(): void } | undefined;
}

/**
 * What a tool gave, once all of it is there: tools may give a stream, or what can be subscribed to, of pieces of text. Of
 * such only so much is taken as a model is given.
 *
 * @param signal ends the wait for further pieces
 */
export async function wholeResult(given: unknown, signal: AbortSignal): Promise<unknown> {
	if (typeof given !== 'object' || given === null) return given;
	if (Symbol.asyncIterator in given) return await piecesOf(given as AsyncIterable<unknown>, signal);
	const { subscribe } = given as Partial<Observable>;
	return typeof subscribe === 'function' ? await observed(given as Observable, signal) : given;
}

async function piecesOf(given: AsyncIterable<unknown>, signal: AbortSignal): Promise<unknown> {
	const pieces = new Pieces();
	for await (const piece of given) {
		pieces.add(piece);
		if (pieces.isEnough || signal.aborted) break;
	}
	return pieces.whole;
}

async function observed(given: Observable, signal: AbortSignal): Promise<unknown> {
	const pieces = new Pieces();
	let leave = () => {};
	try {
		return await new Promise((resolve, reject) => {
			const over = () => resolve(pieces.whole);
			const next = (piece: unknown) => {
				if (pieces.isEnough) return;
				pieces.add(piece);
				if (pieces.isEnough) over();
			};
			signal.addEventListener('abort', over, { once: true });
			const subscription = given.subscribe({ next, error: reject, complete: over });
			leave = () => subscription?.unsubscribe?.();
		});
	} finally {
		leave();
	}
}

/** Pieces of text are one text; of anything else they are a list. */
class Pieces {
	private readonly all: unknown[] = [];
	private length = 0;

	add(piece: unknown): void {
		this.all.push(piece);
		this.length += typeof piece === 'string' ? piece.length : 1;
	}

	/** Whether a model would not be given more. */
	get isEnough(): boolean {
		return this.length > mostOfResult;
	}

	get whole(): unknown {
		return this.all.every((piece) => typeof piece === 'string') ? this.all.join('') : this.all;
	}
}
