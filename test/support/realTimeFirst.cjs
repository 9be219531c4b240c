const { default: Sequencer } = require('@jest/test-sequencer');

/** What takes longest, and would be alone at the end: what waits in real time, and what packs or has most cases. */
const long = /[\\/](engine[\\/](delivery|leaks|faults|wire[\\/]own)|package)[\\/.]/;

/** Without times of an earlier run jest begins with the longest text. What waits in real time is short, and long. */
module.exports = class RealTimeFirst extends Sequencer {
	sort(tests) {
		const isLong = ({ path }) => long.test(path);
		const sorted = super.sort(tests);
		return [...sorted.filter(isLong), ...sorted.filter((test) => !isLong(test))];
	}
};
