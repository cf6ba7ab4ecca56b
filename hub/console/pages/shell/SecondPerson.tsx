interface Props {
	mayDecide: boolean;
	isOwn: boolean;
	busy: boolean;
	/** The words of the button that says yes. */
	yes: string;
	decide: (decision: 'approve' | 'refuse' | 'withdraw') => void;
}

/** What a second person says to a change, and what is left to whoever wants it. */
export function SecondPerson({mayDecide, isOwn, busy, yes, decide}: Props) {
	return (
		<div className="actions">
			{mayDecide && (
				<>
					<button type="button" className="primary" disabled={busy} onClick={() => decide('approve')}>
						{yes}
					</button>
					<button type="button" disabled={busy} onClick={() => decide('refuse')}>
						Not like this
					</button>
				</>
			)}
			{isOwn && (
				<button type="button" disabled={busy} onClick={() => decide('withdraw')}>
					Take it back
				</button>
			)}
		</div>
	);
}
