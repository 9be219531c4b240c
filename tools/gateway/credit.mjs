/** The points of the key. A gateway sells points and takes them by token count. */

/** Points for 1,000 tokens, as AIGC2D asked for gpt-3.5-turbo. */
const promptPrice = 6;
const completionPrice = 8;

export class Credit {
	#granted;
	/** Hundredths of a point, the smallest amount there is: whole numbers add up without rounding errors. */
	#usedHundredths = 0;
	/** Tokens of all answers that were charged by tokens. */
	#tokens = 0;
	#since = Math.floor(Date.now() / 1000);

	/** @param {number} granted points */
	constructor(granted) {
		this.#granted = granted;
	}

	get used() {
		return this.#usedHundredths / 100;
	}

	get tokens() {
		return this.#tokens;
	}

	get available() {
		return Math.max(0, Math.round(this.#granted * 100) - this.#usedHundredths) / 100;
	}

	/** Takes the price of one answered request, at least 0.01 point. */
	charge({ prompt_tokens, completion_tokens = 0 }) {
		this.#tokens += prompt_tokens + completion_tokens;
		this.take((prompt_tokens * promptPrice + completion_tokens * completionPrice) / 1000);
	}

	/** Takes points, at least 0.01. What is not a language model has prices that were made up for the demo. */
	take(points) {
		this.#usedHundredths += Math.max(1, Math.round(points * 100));
	}

	/** Gives points back, for what was charged and could not be done. */
	giveBack(points) {
		this.#usedHundredths -= Math.max(1, Math.round(points * 100));
	}

	/** What `GET /dashboard/billing/credit_grants` answers. */
	summary() {
		const oneYear = 365 * 24 * 60 * 60;
		return {
			object: 'credit_summary',
			total_granted: this.#granted,
			total_used: this.used,
			total_available: this.available,
			grants: {
				object: 'list',
				data: [
					{
						object: 'credit_grant',
						id: 'demo-grant',
						grant_amount: this.#granted,
						used_amount: this.used,
						effective_at: this.#since,
						expires_at: this.#since + oneYear,
					},
				],
			},
		};
	}
}
