import type { RefusalTarget } from '../../../api/refusal/refusalTarget';
import type { Gate } from '../gate';
import type { RequestSize } from '../oversize';
import type { Permit } from '../queue';
import { Crowding, type Crowded } from './crowding';
import type { KeyRecord } from './keyRecord';
import { Probes } from './probes';
import { Row } from './row';
import { Sends, type Sent } from './sends';
import { Tries, type Alone } from './tries';

/** Different items in a row that are the verdict: on a lane that has admitted nothing yet, and on any other. */
const enoughAtFirst = 3;
const enough = 5;
/** So many more after each doubt that was lifted, and the most that it takes. */
const perLiftedDoubt = 2;
const most = 15;
/** A doubt is over when nothing was refused for so long, in milliseconds. */
const memory = 30_000;
/** How often to look whether the requests on the other lanes of the key are answered, in milliseconds. */
const lookEvery = 100;

/** What a refusal of the balance or the key means. */
type Judgement =
	/** It may pass: the item comes back in so many milliseconds, and others go one by one meanwhile. */
	| { then: 'stepBack'; milliseconds: number; window: Crowded | undefined }
	/** This item alone fails: it will hardly be admitted, whatever becomes of the others. */
	| ({ then: 'alone'; window: Crowded | undefined } & Alone)
	/** Everyone on the lane, or with the key, would be refused. */
	| { then: 'verdict'; on: 'lane' | 'key' };

/**
 * Whether a refusal of the balance or the key on a lane is one for all. It is doubted first: some are refused, and not
 * all, where one item is too dear, one of ten channels refuses, or another client reserves the balance for a moment.
 *
 * Pure: the time comes in and a decision goes out, in milliseconds.
 */
export class LaneDoubt implements Gate {
	private readonly sends = new Sends();
	private readonly probes = new Probes();
	private readonly tries = new Tries();
	private readonly crowding = new Crowding();
	/** Whether others with the key were admitted, on other lanes, since the refusals here began. */
	wasAdmittedElsewhere = false;
	private row: Row | undefined;
	private admissions = 0;
	private lifted = 0;

	constructor(private readonly key: KeyRecord) {}

	/** Whether a request with the key was ever admitted, on whatever lane. */
	get isKeyAccepted(): boolean {
		return this.key.admissions > 0;
	}

	get isOpen(): boolean {
		return this.row?.isDoubt === true;
	}

	delay(now: number): number {
		this.update(now);
		if (!this.row?.isDoubt) return this.admissions > 0 ? 0 : this.sends.waitForFirst(now);
		if (this.row.waitsForOthers && this.key.admissions === 0 && this.key.inFlight > 0)
			return this.sends.inFlight > 0 ? Infinity : lookEvery;
		return this.probes.delay(now);
	}

	sent(permit: Permit, now: number): void {
		this.key.inFlight++;
		this.sends.add(permit, now);
		if (this.isOpen) this.probes.sent(permit, now);
	}

	ended(permit: Permit): void {
		if (!this.sends.delete(permit)) return;
		this.key.inFlight--;
		this.probes.ended(permit);
	}

	/** The status line of a good answer is here. */
	answering(permit: Permit, size: RequestSize, now: number): void {
		const sent = this.sends.get(permit);
		if (sent) Object.assign(sent, { size, answeringSince: now });
	}

	/** The answer is a good one: neither balance nor key were refused. */
	admitted(permit: Permit, size: RequestSize, now: number): void {
		const sent = this.sends.get(permit);
		if (sent) this.admit(sent, size, now);
	}

	/** A request was refused; to be called before its permit is told. */
	refused(permit: Permit, size: RequestSize, whom: RefusalTarget, now: number): Judgement {
		const sent = this.sends.refused(permit, this.crowding.admissions);
		const { at, level } = sent ?? { at: now, level: 1 };
		const isAlone = level === 1;
		const isOfKey = whom === 'key';
		this.update(now);
		this.probes.timed(now - at);
		const row = (this.row ??= new Row(now, this.elsewhere));
		row.add(size, at, isAlone, now);
		this.wasAdmittedElsewhere = this.elsewhere > row.elsewhere;
		if (row.isDoubt) this.probes.pause(permit, now);
		if (isOfKey && this.key.admissions === 0) {
			if (this.key.inFlight <= 1) return this.verdict('key');
			row.isDoubt = row.waitsForOthers = true;
		}
		const window = this.crowding.refused(level, this.tries.isFirst(size));
		// Answers that are being made may hold back what others need of the balance.
		const since = isOfKey ? row.since : -Infinity;
		const isPending = this.sends.hasSilent(permit, since, this.probes.patience, now);
		if (row.isVerdict(this.needed, now) && !isPending)
			return this.verdict(isOfKey && this.isOnlyLane(row) ? 'key' : 'lane');
		const step = this.tries.refused(size, window !== 'halve', isOfKey);
		if (typeof step !== 'number') return { then: 'alone', window: this.crowding.undo(), ...step };
		return { then: 'stepBack', milliseconds: step, window };
	}

	private get needed(): number {
		const needed = this.admissions > 0 ? enough : enoughAtFirst;
		return Math.min(most, needed + perLiftedDoubt * this.lifted);
	}

	/** Admissions on the other lanes of the key. */
	private get elsewhere(): number {
		return this.key.admissions - this.admissions;
	}

	private verdict(on: 'lane' | 'key'): Judgement {
		this.end();
		return { then: 'verdict', on };
	}

	/** Nothing is in flight, and nothing was admitted since, on the other lanes of the key. */
	private isOnlyLane(row: Row): boolean {
		return this.key.inFlight === this.sends.inFlight && this.elsewhere === row.elsewhere;
	}

	/** What is silent for long enough was admitted; a doubt without news for long enough is over. */
	private update(now: number): void {
		if (!this.row) return;
		if (now - this.row.lastAt > memory) this.end();
		const { patience, silence } = this.probes;
		for (const sent of this.sends.all) {
			const { at, answeringSince = now, size } = sent;
			if (size && now - answeringSince >= patience) this.admit(sent, size, now);
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
		// What it had reserved of the balance may be free now.
		this.probes.hurry(now);
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
		this.probes.end();
	}
}
