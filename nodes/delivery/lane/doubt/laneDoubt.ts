import type { Refused } from '../../../api/refusal/refusedWhom';
import type { Gate } from '../gate';
import type { RequestSize } from '../oversize';
import type { Permit } from '../queue';
import { Crowding, type Crowded, type Levelled } from './crowding';
import type { KeyRecord } from './keyRecord';
import { Row } from './row';
import { Tries, type Alone } from './tries';

/** Different items in a row that are the verdict: on a lane that has admitted nothing yet, and on any other. */
const enoughAtFirst = 3;
const enough = 5;
/** How many more each doubt takes that came to nothing, and how many it takes at most. */
const perLiftedDoubt = 2;
const most = 15;
/** Pause before the next probe, in milliseconds; it doubles with each that is refused. */
const firstPause = 100;
const longestPause = 800;
/** Shortest silence, in milliseconds, after which a probe is no longer waited for; and how long an answer must have gone on to be one. */
const leastPatience = 250;
/** The same after which a request counts as admitted, though nothing is known of it: refusals come sooner. */
const leastSilence = 1_000;
/** Requests on a lane of which nothing was ever heard, and how long it is listened for, in milliseconds. */
const mostUnheard = 32;
const listening = 1_500;
/** What the slowest refusal keeps of itself with every further one; how much slower a further one may be. */
const fading = 0.9;
const slower = 1.1;
const margin = 200;
/** A doubt of which nothing was heard for so long, in milliseconds, is over. */
const memory = 30_000;
/** How often it is looked whether other lanes of the key have heard something, in milliseconds. */
const lookEvery = 100;

interface Sent extends Levelled {
	at: number;
	/** Counts the requests of the lane. */
	seq: number;
	/** The how manyth it was in flight, without those that were refused since. */
	level: number;
	size?: RequestSize;
	/** When the status line of a good answer came; the answer may still turn out to be a refusal. */
	answeringSince?: number;
	wasAdmitted?: boolean;
}

/** What a refusal of the balance or the key means. */
export type Judgement =
	/** It may pass: the item comes back in so many milliseconds, and others go one by one meanwhile. */
	| { then: 'stepBack'; milliseconds: number; window: Crowded | undefined }
	/** This item will hardly be admitted, whatever becomes of the others. */
	| ({ then: 'alone'; window: Crowded | undefined } & Alone)
	/** Everyone on the lane, or with the key, would be refused. */
	| { then: 'verdict'; on: 'lane' | 'key' };

/**
 * Whether a refusal of the balance or the key on a lane is one for all. It is doubted first: one dear item, one of
 * ten channels, or a balance that another client reserves for a moment refuses some, and not all.
 *
 * Pure: the time comes in and a decision goes out, in milliseconds.
 */
export class LaneDoubt implements Gate {
	private readonly sends = new Map<Permit, Sent>();
	private readonly tries = new Tries();
	private readonly crowding = new Crowding();
	private row: Row | undefined;
	private admissions = 0;
	private lifted = 0;
	private seq = 0;
	/** When the first request of the lane went out. */
	private firstAt: number | undefined;
	private slowest = 0;
	/** From when the next probe may go. */
	private nextAt = -Infinity;
	private probe: { permit: Permit; at: number } | undefined;

	constructor(private readonly key: KeyRecord) {}

	/** Whether a request with the key was ever admitted, on whatever lane. */
	get isKeyAccepted(): boolean {
		return this.key.admissions > 0;
	}

	get isOpen(): boolean {
		return this.row?.isDoubt === true;
	}

	delay(now: number): number {
		this.look(now);
		if (!this.row?.isDoubt) return this.listen(now);
		if (this.row.waitsForOthers && this.key.admissions === 0 && this.key.inFlight > 0)
			return this.sends.size > 0 ? Infinity : lookEvery;
		const silence = this.probe ? this.probe.at + this.patience - now : 0;
		const delay = Math.max(silence, this.nextAt - now);
		return delay > 0 ? Math.max(1, delay) : 0;
	}

	sent(permit: Permit, now: number): void {
		this.firstAt ??= now;
		this.key.inFlight++;
		this.sends.set(permit, { at: now, seq: ++this.seq, level: this.sends.size + 1 });
		if (this.isOpen) this.probe = { permit, at: now };
	}

	ended(permit: Permit): void {
		if (!this.sends.delete(permit)) return;
		this.key.inFlight--;
		if (this.probe?.permit === permit) this.probe = undefined;
	}

	/** The status line of a good answer is here. */
	answering(permit: Permit, size: RequestSize, now: number): void {
		const sent = this.sends.get(permit);
		if (sent) Object.assign(sent, { size, answeringSince: now });
	}

	/** The answer is one: neither balance nor key were refused. */
	admitted(permit: Permit, size: RequestSize, now: number): void {
		const sent = this.sends.get(permit);
		if (sent) this.admit(sent, size, now);
	}

	/** A request was refused; to be called before its permit is told. */
	refused(permit: Permit, size: RequestSize, whom: Refused, now: number): Judgement {
		const { at, level } = this.refuse(permit) ?? { at: now, level: 1 };
		const isAlone = level === 1;
		const isOfKey = whom === 'key';
		this.look(now);
		this.slowest = Math.max(fading * this.slowest, now - at);
		const row = (this.row ??= new Row(now, this.elsewhere));
		row.add(size, at, isAlone, now);
		this.pause(row, permit, now);
		if (isOfKey && this.key.admissions === 0) {
			if (this.key.inFlight <= 1) return this.verdict('key');
			row.isDoubt = row.waitsForOthers = true;
		}
		const window = this.crowding.refused(level, this.tries.isFirst(size));
		const since = isOfKey ? row.since : -Infinity;
		if (row.isVerdict(this.needed, now) && !this.mayBeAdmitting(since, permit, now))
			return this.verdict(isOfKey && this.isOnlyLane(row) ? 'key' : 'lane');
		const step = this.tries.refused(size, window !== 'halve', isOfKey);
		if (typeof step !== 'number') return { then: 'alone', window: this.crowding.undo(), ...step };
		return { then: 'stepBack', milliseconds: step, window };
	}

	private get needed(): number {
		const needed = this.admissions > 0 ? enough : enoughAtFirst;
		return Math.min(most, needed + perLiftedDoubt * this.lifted);
	}

	private get patience(): number {
		return Math.max(leastPatience, Math.min(2 * this.slowest, slower * this.slowest + margin));
	}

	/** Admissions on the other lanes of the key. */
	private get elsewhere(): number {
		return this.key.admissions - this.admissions;
	}

	/** An account may be empty from the start, and refusals slow. */
	private listen(now: number): number {
		if (this.admissions > 0 || this.firstAt === undefined || this.sends.size < mostUnheard)
			return 0;
		return Math.max(0, Math.ceil(this.firstAt + listening - now));
	}

	private pause(row: Row, permit: Permit, now: number): void {
		if (!row.isDoubt) return;
		if (this.probe?.permit === permit) row.probes++;
		const pause = Math.min(longestPause, firstPause * 2 ** row.probes);
		this.nextAt = Math.max(this.nextAt, now + pause);
	}

	/** What it took up in flight was nothing. */
	private refuse(permit: Permit): Sent | undefined {
		const refused = this.sends.get(permit);
		if (!refused) return undefined;
		// An answer may come sooner than the refusal of what was sent before it.
		const others = new Set([...this.sends.values(), ...this.crowding.admissions]);
		for (const sent of others) if (sent.seq > refused.seq) sent.level--;
		return refused;
	}

	private verdict(on: 'lane' | 'key'): Judgement {
		this.end();
		return { then: 'verdict', on };
	}

	/** Nothing is in flight, and nothing was admitted since, on the other lanes of the key. */
	private isOnlyLane(row: Row): boolean {
		return this.key.inFlight === this.sends.size && this.elsewhere === row.elsewhere;
	}

	/** Whether a request is under way, sent after `since`, for longer than refusals take: its answer may free what it reserves. */
	private mayBeAdmitting(since: number, refused: Permit, now: number): boolean {
		for (const [permit, { at }] of this.sends)
			if (permit !== refused && at > since && now - at > this.patience) return true;
		return false;
	}

	/** Time may have ended the doubt, or shown that an answer is none of a refusal. */
	private look(now: number): void {
		if (!this.row) return;
		if (now - this.row.lastAt > memory) this.end();
		const silence = Math.max(leastSilence, 2 * this.slowest);
		for (const sent of this.sends.values()) {
			const { at, answeringSince = now, size } = sent;
			if (size && now - answeringSince >= this.patience) this.admit(sent, size, now);
			else if (now - at >= silence) this.lift(sent);
		}
	}

	private admit(sent: Sent, size: RequestSize, now: number): void {
		if (sent.wasAdmitted) return;
		sent.wasAdmitted = true;
		this.admissions++;
		this.key.admissions++;
		this.tries.admitted(size);
		this.crowding.admitted(sent);
		this.lift(sent);
		// It may have held back what the next one needs.
		this.nextAt = Math.min(this.nextAt, now + firstPause);
	}

	private lift(sent: Sent): void {
		const { row } = this;
		// What was sent before says nothing: the balance may have run out since.
		if (!row || sent.at <= row.since) return;
		if (row.isDoubt) this.lifted++;
		this.end();
	}

	private end(): void {
		this.row = undefined;
		this.probe = undefined;
		this.nextAt = -Infinity;
	}
}
