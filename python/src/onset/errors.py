"""What goes wrong, in one line."""


class OnsetError(Exception):
    """The command refused or failed; the message is its one line, without the name of the command.

    ``exit_code`` is 2 where the call is wrong (an option, a file that is not there) and 1 where the data are.
    """

    def __init__(self, message: str, exit_code: int = 1) -> None:
        super().__init__(message)
        self.exit_code = exit_code
