import type {Lesson} from '#lib/core/policy/bundle.ts';

type Words = Omit<Lesson, 'id'>;

/** What authors are told once, beside the Post button, when these rules arrive. */
export function LessonFields({lesson, set}: {lesson: Words; set: (lesson: Words) => void}) {
	return (
		<details>
			<summary>A lesson for everybody who writes (optional)</summary>
			<p className="quiet">Shown once in the empty composer. It never holds a post.</p>
			<label className="field">
				<span className="label">What changed, in one line</span>
				<input
					maxLength={120}
					value={lesson.title}
					onChange={event => set({...lesson, title: event.target.value})}
				/>
			</label>
			<label className="field">
				<span className="label">A good one: what to write instead</span>
				<textarea
					rows={3}
					maxLength={1000}
					value={lesson.text}
					onChange={event => set({...lesson, text: event.target.value})}
				/>
			</label>
		</details>
	);
}
