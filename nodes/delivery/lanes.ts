import { Lane } from './lane';
import { clock } from '../host/clock';

export class Lanes {
	private readonly all = new Map<string, Lane>();
	lane(owner: string, name: string): Lane {
		const key = JSON.stringify([owner, name]);
		const known = this.all.get(key) ?? new Lane(clock);
		this.all.set(key, known);
		return known;
	}
}
export const lanes = new Lanes();
