/** A queue of tasks as picture services have it: some run, the others wait, and whoever asked comes back later. */
import { randomBytes } from 'node:crypto';
import { tell } from './callback.mjs';

/** How often the client is told of the end of a task, and after how many milliseconds again. */
const calls = 3;
const between = 200;

/**
 * @typedef {object} Task
 * @property {string} id 64 bits in decimal
 * @property {'waiting' | 'running' | 'window' | 'done' | 'failed'} state `window`: waits for an answer of the client
 * @property {number} points what was charged for it
 * @property {number} submitted milliseconds since 1970; so are the other times, which are 0 until they are there
 * @property {number} started
 * @property {number} finished
 * @property {string} reason why it failed
 * @property {Record<string, any>} request what was asked for
 * @property {Record<string, any>} result what came of it
 * @property {() => Record<string, any>} work makes the result; throws when it cannot be made
 * @property {string} [callback] where the end is told
 * @property {(task: Task) => string} show the task as the client gets it, as JSON
 */

export class TaskQueue {
	/** Submissions that were taken on. */
	accepted = 0;
	/** @type {Map<string, Task>} */
	#tasks = new Map();
	/** @type {Task[]} */
	#waiting = [];
	#running = 0;
	#timers = new Set();
	#closed = new AbortController();

	/**
	 * @param {object} options
	 * @param {import('../credit.mjs').Credit} options.credit
	 * @param {number} options.slots tasks that run at the same time
	 * @param {number} options.time milliseconds that a task runs
	 * @param {number} options.most tasks that may wait
	 */
	constructor({ credit, slots, time, most }) {
		this.credit = credit;
		this.slots = slots;
		this.time = time;
		this.most = most;
	}

	get isFull() {
		return this.#waiting.length >= this.most;
	}

	/**
	 * Takes a task on and charges for it.
	 *
	 * @param {Pick<Task, 'points' | 'request' | 'work' | 'show' | 'callback'>} wish
	 * @param {boolean} [opensWindow] it does not run before its window is answered
	 * @returns {Task}
	 */
	submit(wish, opensWindow = false) {
		/** @type {Task} */
		const task = {
			...wish,
			id: newId(),
			state: opensWindow ? 'window' : 'waiting',
			submitted: Date.now(),
			started: 0,
			finished: 0,
			reason: '',
			result: {},
		};
		this.credit.take(task.points);
		this.#tasks.set(task.id, task);
		this.accepted++;
		if (!opensWindow) this.release(task);
		return task;
	}

	/** Lets a task wait for its turn. @param {Task} task */
	release(task) {
		task.state = 'waiting';
		this.#waiting.push(task);
		this.#next();
	}

	/** @param {string} id */
	find(id) {
		return this.#tasks.get(id);
	}

	/** From 0 to 100. @param {Task} task */
	progressOf({ state, started }) {
		if (state === 'done') return 100;
		if (state !== 'running') return 0;
		return Math.min(99, Math.floor(((Date.now() - started) / this.time) * 100));
	}

	/** Nothing runs on, and nothing that still comes in begins. */
	close() {
		this.#closed.abort();
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
		this.#waiting = [];
	}

	#next() {
		if (this.#closed.signal.aborted) return;
		while (this.#running < this.slots && this.#waiting.length > 0) {
			const task = /** @type {Task} */ (this.#waiting.shift());
			this.#running++;
			task.state = 'running';
			task.started = Date.now();
			this.#later(this.time, () => this.#finish(task));
		}
	}

	#finish(task) {
		this.#running--;
		task.finished = Date.now();
		try {
			task.result = task.work();
			task.state = 'done';
		} catch (error) {
			task.state = 'failed';
			task.reason = error.message;
			this.credit.giveBack(task.points);
		}
		const { callback, show } = task;
		for (let call = 0; call < calls && callback !== undefined; call++) {
			this.#later(call * between, () => void tell(callback, show(task), this.#closed.signal));
		}
		this.#next();
	}

	#later(milliseconds, action) {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			action();
		}, milliseconds);
		timer.unref();
		this.#timers.add(timer);
	}
}

/** A number that a client may not read as one: it has more digits than those of JavaScript keep. */
function newId() {
	return String((randomBytes(8).readBigUInt64BE() >> 2n) | (1n << 61n));
}
