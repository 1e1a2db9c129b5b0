"""The detail of a case, beside the queue or on a page of its own: can it be saved, and how?"""
