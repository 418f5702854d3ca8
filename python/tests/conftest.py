import pytest

import tallywire


@pytest.fixture(scope="session")
def extractor():
    return tallywire.Extractor()
