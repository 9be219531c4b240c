/**
 * Hands out a few things to many takers, first come, first served.
 *
 * @template T
 */
export class Slots {
	#free;
	#waiting = [];

	/** @param {T[]} items what is handed out, each to one taker at a time */
	constructor(items) {
		this.#free = [...items];
	}

	/**
	 * Waits for a free item. Whoever takes one must give it back.
	 *
	 * @param {AbortSignal} signal leaves the queue when aborted
	 * @returns {Promise<T>}
	 * @throws the signal's reason, when it is aborted before there was a free item
	 */
	async take(signal) {
		signal.throwIfAborted();
		if (this.#free.length > 0) return this.#free.pop();
		return await new Promise((resolve, reject) => {
			const leave = () => {
				this.#waiting.splice(this.#waiting.indexOf(serve), 1);
				reject(signal.reason);
			};
			const serve = (item) => {
				signal.removeEventListener('abort', leave);
				resolve(item);
			};
			signal.addEventListener('abort', leave, { once: true });
			this.#waiting.push(serve);
		});
	}

	/** @param {T} item what `take` returned */
	giveBack(item) {
		const serve = this.#waiting.shift();
		if (serve) serve(item);
		else this.#free.push(item);
	}
}
