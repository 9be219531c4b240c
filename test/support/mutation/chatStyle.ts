/** How a gateway sends chat completions. */
export interface Style {
	/** Text as one text, as a list of parts, or as both in turn. */
	content: 'text' | 'parts' | 'mixed';
	thoughts: 'none' | 'beside' | 'tags' | 'parts';
	usage: 'none' | 'top' | 'choice' | 'x_groq';
	/** How fragments of calls are told apart. */
	calls: 'index' | 'id' | 'whole';
	/** Chunks of the old completions route. */
	isBare: boolean;
	/** The last chunk has the whole message as well. */
	endsWhole: boolean;
}

export interface Part {
	kind: 'text' | 'thought';
	text: string;
}

export interface Drawn {
	index: number;
	parts: Part[];
	calls: Array<{ id: string; name: string; arguments: string }>;
	finish: string;
}
